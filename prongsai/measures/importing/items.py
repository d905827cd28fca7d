"""Splitting a cell into its items, and numbers off their texts."""

import re
from collections.abc import Iterable, Sequence

from prongsai.thai.digits import to_arabic
from prongsai.thai.month_names import NAME
from prongsai.thai.text import repair

_BULLET = r"[-–—•●▪◦○■□✓✔➢➤►\uf0b7*]"
_WORD = r"(?:(?:ขั้นตอน(?:ที่)?|ขั้นที่|ข้อ(?:ที่)?)\s*(?=\d))"
_NUMBER_MARK = re.compile(
    rf"(?:(?<=\s)|^)(?:{_WORD}(\d{{1,2}})(?:\s?[.):])?(?![\d.])\s*|[(]?(\d{{1,2}})\s?[.)](?!\d)\s*)"
)
_THAI_MARK = re.compile(r"(?:(?<=\s)|^)[(]?([กขคงจฉชซญ])[.)](?!\S?\.)\s*")
_LATIN_MARK = re.compile(r"(?:(?<=\s)|^)[(]?([a-z])[.)](?!\S\.)\s+")
# Each kind of list with the marks in their order.
_LISTS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (_NUMBER_MARK, tuple(str(number) for number in range(1, 100))),
    (_THAI_MARK, tuple("กขคงจฉชซญ")),
    (_LATIN_MARK, tuple("abcdefghijklmnopqrstuvwxyz")),
)
_COUNTED = r"(?:เล่ม|ครั้ง|คน|ชุด|ฉบับ|%|ราย|แห่ง|เรื่อง|โครงการ\b)"
_LEADING = re.compile(
    rf"^\s*(?:{_WORD}?[(]?\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[)]?[.)/:]?(?=\s|[ก-ฮเ-ไA-Za-z“\"])"
    rf"(?!\s*{_COUNTED})\s*|{_BULLET}+\s+|{_BULLET}(?=[ก-ฮเ-ไ]))"
)
_MARK_BEHIND_MARK = re.compile(
    rf"\s*(?:[(]?\d{{1,2}}(?:\.\d{{1,2}})*[.)](?!\d)|{_BULLET}(?=\s))\s*"
)
# A step of a step on a line of its own ("1.1 …", "ก) …") is a step too.
_SUB_ITEM = re.compile(
    r"\n\s*(?:\d{1,2}(?:\.\d{1,2})+[.)]?|[(]\d{1,2}[)]|\d{1,2}[)]|[กขคงจฉa-f][)])\s*(?=\S)"
)
_BULLET_SPLIT = re.compile(rf"(?:(?<=\s)|^){_BULLET}+\s*(?=\S)")
_MONTH = re.compile(NAME, re.IGNORECASE)
_CIRCLED = {code: f"({code - 0x245F})" for code in range(0x2460, 0x2474)}


def split_items(text: str) -> list[str]:
    """The items of a cell (steps, outputs): by numbers, bullets or lines; without their marks."""
    plain = repair(text).translate(_CIRCLED).strip()
    if not plain:
        return []
    for pattern, marks in _LISTS:
        if pieces := _by_marks(plain, pattern, marks):
            return _clean(line for piece in pieces for line in _SUB_ITEM.split(piece))
    return _clean(_by_bullets(plain) or plain.split("\n"))


def _by_marks(text: str, pattern: re.Pattern[str], marks: Sequence[str]) -> list[str]:
    """Cut at 1. 2. 3. … in their order; other numbers in the text do not count."""
    cuts: list[tuple[int, int]] = []
    for match in pattern.finditer(to_arabic(text)):
        mark = next(group for group in match.groups() if group)
        is_next = len(cuts) < len(marks) and mark == marks[len(cuts)]
        if is_next or (cuts and mark == "1" and _begins_line(text, match)):
            cuts.append(match.span())
    is_list = len(cuts) > 1 or (cuts and cuts[0][0] == 0 and marks[0] == "1")
    return _pieces(text, cuts) if is_list else []


def _begins_line(text: str, match: re.Match[str]) -> bool:
    return text[: match.start()].rstrip(" ").endswith("\n")


def _by_bullets(text: str) -> list[str]:
    if not re.match(rf"\s*{_BULLET}", text) and not re.search(rf"\n\s*{_BULLET}", text):
        return []
    return _pieces(text, [m.span() for m in _BULLET_SPLIT.finditer(text) if not _is_range(text, m)])


def _pieces(text: str, cuts: Sequence[tuple[int, int]]) -> list[str]:
    if not cuts:
        return []
    ends = [start for start, _end in cuts[1:]] + [len(text)]
    between = [text[end:following] for (_start, end), following in zip(cuts, ends, strict=True)]
    return [text[: cuts[0][0]], *between]


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Whether a dash stands between two months or numbers ("ตุลาคม ๖๗ - กันยายน ๖๘")."""
    after = text[match.end() : match.end() + 20]
    before = to_arabic(text[: match.start()].rstrip(" "))
    return bool(before) and (
        bool(_MONTH.match(after) and re.search(r"\d$|" + NAME + "$", before))
        or bool(re.match(r"\d", to_arabic(after)) and re.search(r"\d$", before))
    )


def _clean(pieces: Iterable[str]) -> list[str]:
    texts = [one_line(piece) for piece in pieces]
    return [text for text in texts if re.search(r"[^\W_]", text)]


def one_line(text: str) -> str:
    """A text on one line, without the mark of a list in front."""
    line = " ".join(text.split())
    return without_mark(line)


def squash_numbered(text: str) -> str:
    """A repaired text on one line, its number kept."""
    return " ".join(repair(text).split())


def without_mark(text: str) -> str:
    """The text without number or bullet in front, also where a list stands in a list."""
    match = _LEADING.match(to_arabic(text))
    while match and match.end() < len(text):
        text = text[match.end() :]
        match = _MARK_BEHIND_MARK.match(to_arabic(text))
    return text.strip()


_NUMBER_IN_FRONT = re.compile(
    r"^\s*(?:ข้อ(?:ที่)?|มาตรการ(?:ที่)|กิจกรรม(?:ที่)|โครงการ(?:ที่)|ลำดับ(?:ที่)?|(?:มาตรการ|กิจกรรม|โครงการ)\s*(?=\d+\.\d))?\s*[(]?(\d{1,2}(?:\.\d{1,2}){0,2})[)]?\s*[.):]?(?=\s|[^\d.]|$)\s*[-–]?\s*",
    re.ASCII,
)


def take_number(text: str) -> tuple[str, str]:
    """A title's number in Arabic digits ("1.1") and the title without it."""
    match = _NUMBER_IN_FRONT.match(to_arabic(text))
    if not match:
        return "", without_mark(text)
    rest = text[match.end() :].strip()
    is_marked = match[0].rstrip() != match[1] or "." in match[1] or not rest
    if not is_marked or re.match(r"(?:ครั้ง|คน|เล่ม|ปี|เดือน|วัน|บาท)(?![ก-ฮ])", rest):
        return "", text.strip()
    return match[1], rest


def plain_number(text: str) -> str:
    """The number that a number column holds, in Arabic digits; empty when it is none."""
    match = re.fullmatch(
        r"\s*(?:ข้อ\s*)?[(]?(\d{1,3}(?:\.\d{1,2}){0,2})[).]{0,2}\s*", to_arabic(text), re.ASCII
    )
    return match[1] if match else ""
