"""The plain text of a paper as blocks: paragraphs, and items that hang below one another."""

import re

from prongsai.correspondence.content import Block, Item, Outline, Paragraph
from prongsai.thai.digits import to_thai
from prongsai.thai.text import repair

_DIGIT = "[0-9๐-๙]"
_NUMBER = rf"{_DIGIT}{{1,2}}"
# The styles of marks; one below another is a level of its own. A time of day ("๑๐.๓๐ น.") is none.
_STYLES = (
    ("dotted", re.compile(rf"({_NUMBER}(?:\.{_NUMBER}){{1,3}}[.)]?)\s+(?!น\.)(.+)")),
    ("number", re.compile(rf"({_NUMBER}\.)\s*(?!{_DIGIT})(.+)")),
    ("number-bracket", re.compile(rf"({_NUMBER}\))\s*(.+)")),
    ("brackets", re.compile(rf"(\({_NUMBER}\))\s*(.+)")),
    ("letter", re.compile(r"([ก-ฮa-z][.)])\s+(.+)")),
    ("letter-brackets", re.compile(r"(\([ก-ฮa-z]\))\s*(.+)")),
    ("dash", re.compile(r"([-–•])\s*(.+)")),
)
_CLAUSE = re.compile(rf"(?:ข้อ|Clause)\s*{_DIGIT}")
_COLUMN = re.compile(r"\s+\|\s+|\t+")
_LATIN = re.compile(r"([!-~]*[A-Za-z@][!-~]*)")
MOST_COLUMNS = 3
DEEPEST = 5


def official_digits(text: str) -> str:
    """The text with Thai digits; addresses, e-mail and Latin words keep theirs."""
    parts = _LATIN.split(text)
    return "".join(part if at % 2 else to_thai(part) for at, part in enumerate(parts))


def to_plain(text: str) -> str:
    """A text as pages show it: between the columns of a list stands a dot."""
    return _COLUMN.sub(" · ", text)


def read_body(text: str) -> list[Block]:
    """The blocks of a paper's text.

    An empty line parts paragraphs; a line that begins with a number, a letter or a dash is an item,
    one of another style below it lies deeper. " | " parts an item into columns (name, position, duty).
    """
    found: list[Paragraph | list[Item]] = []
    styles: list[str] = []
    is_new = True
    for line in map(str.strip, repair(text).replace("\r", "").split("\n")):
        last = found[-1] if found else None
        is_clause = _CLAUSE.match(line) is not None
        if not line:
            is_new = True
            continue
        if (item := _read_item(line, styles)) is not None:
            last.append(item) if isinstance(last, list) else found.append([item])
        elif isinstance(last, list) and not is_new and not is_clause:
            last[-1] = _longer(last[-1], line)
        else:
            styles[:] = ["clause"] if is_clause else []
            found.append(Paragraph(line, is_indented=is_new or is_clause))
        is_new = False
    return [Outline(tuple(part)) if isinstance(part, list) else part for part in found]


def _read_item(line: str, styles: list[str]) -> Item | None:
    """The item of a line; `styles` holds those above it and is brought up to date."""
    for name, form in _STYLES:
        match = form.fullmatch(line)
        if match is None:
            continue
        style = f"{name}{match[1].count('.')}" if name == "dotted" else name
        if style in styles:
            del styles[styles.index(style) + 1 :]
        else:
            styles.append(style)
        columns = _COLUMN.split(match[2], maxsplit=MOST_COLUMNS - 1)
        return Item(match[1], tuple(columns), level=min(len(styles), DEEPEST))
    return None


def _longer(item: Item, line: str) -> Item:
    return Item(item.mark, (*item.columns[:-1], f"{item.columns[-1]}\n{line}"), item.level)
