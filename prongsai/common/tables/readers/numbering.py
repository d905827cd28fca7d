"""Word's automatic numbers and bullets, which are not in the text of a document."""

from collections.abc import Iterator

from lxml import etree

from prongsai.common.tables.readers.package import Package
from prongsai.thai.digits import to_thai

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
_THAI_LETTERS = "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"


class Numbering:
    """Counts lists as Word does, in the order in which paragraphs are asked for."""

    def __init__(self, package: Package) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._list_of: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._style_levels: dict[tuple[str, str], int] = {}
        self._style_lists: dict[str, tuple[str, int]] = {}
        root = package.find_xml("word/numbering.xml")
        if root is not None:
            self._load(root)
        styles = package.find_xml("word/styles.xml")
        if styles is not None:
            self._load_styles(styles)

    def _load(self, root: etree._Element) -> None:
        abstract = {
            a.get(f"{W}abstractNumId", ""): _levels(a) for a in root.iter(f"{W}abstractNum")
        }
        _follow_links(root, abstract)
        for number in root.findall(f"{W}num"):
            key = number.get(f"{W}numId", "")
            link = number.find(f"{W}abstractNumId")
            base = link.get(f"{W}val", "") if link is not None else ""
            self._list_of[key] = base
            self._levels[key] = dict(abstract.get(base, {}))
            for at, style in _styles_of_levels(root, base):
                self._style_levels[(key, style)] = at
            for override in number.findall(f"{W}lvlOverride"):
                level = _int(override.get(f"{W}ilvl"), 0)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    self._starts[(key, level)] = _int(start.get(f"{W}val"), 1)
                    self._list_of[key] = f"{base}/{key}"
                inner = override.find(f"{W}lvl")
                if inner is not None:
                    self._levels[key][level] = _level(inner)

    def _load_styles(self, root: etree._Element) -> None:
        parents = {}
        for style in root.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            base = style.find(f"{W}basedOn")
            parents[name] = base.get(f"{W}val", "") if base is not None else ""
            found = style.find(f"{W}pPr/{W}numPr/{W}numId")
            level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
            if found is not None:
                at = _int(level.get(f"{W}val"), 0) if level is not None else 0
                key = found.get(f"{W}val", "0")
                self._style_lists[name] = (key, self._style_levels.get((key, name), at))
        for name in parents:
            self._inherit(name, parents)

    def _inherit(self, name: str, parents: dict[str, str]) -> None:
        """A style without a list has that of the style on which it is based."""
        seen, ancestor = {name}, parents.get(name, "")
        while name not in self._style_lists and ancestor and ancestor not in seen:
            seen.add(ancestor)
            if ancestor in self._style_lists:
                self._style_lists[name] = self._style_lists[ancestor]
            ancestor = parents.get(ancestor, "")

    def label(self, paragraph: etree._Element) -> str:
        """The paragraph's number or bullet with a space, or nothing; counts it."""
        place = self._place(paragraph)
        if place is None:
            return ""
        key, level = place
        levels = self._levels.get(key, {})
        if level not in levels:
            return ""
        kind, pattern, _start = levels[level]
        if kind == "bullet":
            return "- "
        if kind == "none":
            return ""
        counters = self._count(key, level)
        return _render(pattern, levels, counters) + " "

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = properties.find(f"{W}pStyle")
        key, at = self._style_lists.get(
            style.get(f"{W}val", "") if style is not None else "", ("0", 0)
        )
        number = properties.find(f"{W}numPr/{W}numId")
        level = properties.find(f"{W}numPr/{W}ilvl")
        if number is not None:
            key, at = number.get(f"{W}val", "0"), 0
        if level is not None:
            at = _int(level.get(f"{W}val"), 0)
        return None if key == "0" else (key, max(0, min(at, LEVELS - 1)))

    def _count(self, key: str, level: int) -> list[int | None]:
        shared = self._list_of.get(key, key)
        counters = self._counters.setdefault(shared, [None] * LEVELS)
        for upper in range(level):
            if counters[upper] is None:
                counters[upper] = self._start(key, upper)
        current = counters[level]
        counters[level] = self._start(key, level) if current is None else current + 1
        for lower in range(level + 1, LEVELS):
            counters[lower] = None
        return counters

    def _start(self, key: str, level: int) -> int:
        default = self._levels.get(key, {}).get(level, ("", "", 1))[2]
        return self._starts.get((key, level), default)


def _levels(abstract: etree._Element) -> dict[int, tuple[str, str, int]]:
    return {_int(lvl.get(f"{W}ilvl"), 0): _level(lvl) for lvl in abstract.findall(f"{W}lvl")}


def _follow_links(
    root: etree._Element, abstract: dict[str, dict[int, tuple[str, str, int]]]
) -> None:
    """A list may only name the list style in which its levels stand."""
    by_style = {}
    for definition in root.iter(f"{W}abstractNum"):
        link = definition.find(f"{W}styleLink")
        if link is not None:
            by_style[link.get(f"{W}val", "")] = abstract[definition.get(f"{W}abstractNumId", "")]
    for definition in root.iter(f"{W}abstractNum"):
        link = definition.find(f"{W}numStyleLink")
        if link is not None:
            levels = by_style.get(link.get(f"{W}val", ""), {})
            abstract[definition.get(f"{W}abstractNumId", "")] = levels


def _styles_of_levels(root: etree._Element, base: str) -> Iterator[tuple[int, str]]:
    own = [a for a in root.iter(f"{W}abstractNum") if a.get(f"{W}abstractNumId") == base]
    for level in (level for definition in own for level in definition.findall(f"{W}lvl")):
        style = level.find(f"{W}pStyle")
        if style is not None:
            yield _int(level.get(f"{W}ilvl"), 0), style.get(f"{W}val", "")


def _level(lvl: etree._Element) -> tuple[str, str, int]:
    def value(name: str, default: str) -> str:
        found = lvl.find(f"{W}{name}")
        return found.get(f"{W}val", default) if found is not None else default

    return value("numFmt", "decimal"), value("lvlText", ""), _int(value("start", "1"), 1)


def _render(
    pattern: str, levels: dict[int, tuple[str, str, int]], counters: list[int | None]
) -> str:
    text = pattern
    for at in range(LEVELS):
        if f"%{at + 1}" in text:
            kind = levels.get(at, ("decimal", "", 1))[0]
            text = text.replace(f"%{at + 1}", _format(counters[at] or 1, kind))
    return text


def _format(number: int, kind: str) -> str:
    if kind in ("thaiNumbers", "thaiCounting"):
        return to_thai(str(number))
    if kind == "thaiLetters":
        return _THAI_LETTERS[(number - 1) % len(_THAI_LETTERS)]
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    return str(number)


def _int(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default
