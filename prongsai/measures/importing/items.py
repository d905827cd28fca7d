"""Splitting a cell into its items, and numbers off their texts."""

import re

from prongsai.thai.digits import to_arabic
from prongsai.thai.month_names import NAME
from prongsai.thai.text import repair

_BULLET = r"[-–—•●▪◦○■□✓✔➢\uf0b7*]"
_NUMBERED = re.compile(r"(?:(?<=\s)|^)[(]?(\d{1,2})\s?[.)](?!\d)\s*")
_LEADING = re.compile(
    rf"^\s*(?:[(]?\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[)]?[.)]?(?=\s|[ก-ฮเ-ไA-Za-z“\"])(?!\s*(?:เล่ม|ครั้ง|คน|ชุด|ฉบับ|%|ราย|แห่ง|เรื่อง|โครงการ\b))\s*|{_BULLET}+\s+|{_BULLET}(?=[ก-ฮเ-ไ]))"
)
_BULLET_SPLIT = re.compile(rf"(?:(?<=\s)|^){_BULLET}+\s*(?=\S)")
_MONTH = re.compile(NAME, re.IGNORECASE)


def split_items(text: str) -> list[str]:
    """The items of a cell (steps, outputs): by numbers, bullets or lines; without their marks."""
    plain = repair(text).strip()
    if not plain:
        return []
    numbered = _by_numbers(plain)
    if numbered:
        return _clean(numbered)
    bulleted = _by_bullets(plain)
    if bulleted:
        return _clean(bulleted)
    return _clean(plain.split("\n"))


def _by_numbers(text: str) -> list[str]:
    """Cut at 1. 2. 3. … in their order; other numbers in the text do not count."""
    arabic = to_arabic(text)
    cuts: list[tuple[int, int]] = []
    for match in _NUMBERED.finditer(arabic):
        if int(match[1]) == len(cuts) + 1:
            cuts.append(match.span())
    if not cuts or (len(cuts) == 1 and cuts[0][0] > 0):
        return []
    pieces = [text[: cuts[0][0]]]
    for at, (_start, end) in enumerate(cuts):
        following = cuts[at + 1][0] if at + 1 < len(cuts) else len(text)
        pieces.append(text[end:following])
    return pieces


def _by_bullets(text: str) -> list[str]:
    if not re.match(rf"\s*{_BULLET}", text) and not re.search(rf"\n\s*{_BULLET}", text):
        return []
    cuts = [m.span() for m in _BULLET_SPLIT.finditer(text) if not _is_range(text, m)]
    if not cuts:
        return []
    pieces = [text[: cuts[0][0]]]
    for at, (_start, end) in enumerate(cuts):
        following = cuts[at + 1][0] if at + 1 < len(cuts) else len(text)
        pieces.append(text[end:following])
    return pieces


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Whether a dash stands between two months or numbers ("ตุลาคม ๖๗ - กันยายน ๖๘")."""
    after = text[match.end() : match.end() + 20]
    before = to_arabic(text[: match.start()].rstrip(" "))
    return bool(before) and (
        bool(_MONTH.match(after) and re.search(r"\d$|" + NAME + "$", before))
        or bool(re.match(r"\d", to_arabic(after)) and re.search(r"\d$", before))
    )


def _clean(pieces: list[str]) -> list[str]:
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
    """The text without number or bullet in front."""
    match = _LEADING.match(to_arabic(text))
    return text[match.end() :].strip() if match else text.strip()


_NUMBER_IN_FRONT = re.compile(
    r"^\s*(?:ข้อ(?:ที่)?|มาตรการ(?:ที่)|กิจกรรม(?:ที่)|โครงการ(?:ที่)|ลำดับ(?:ที่)?)?\s*[(]?(\d{1,2}(?:\.\d{1,2}){0,2})[)]?\s*[.):]?(?=\s|[^\d.]|$)\s*[-–]?\s*"
)


def take_number(text: str) -> tuple[str, str]:
    """A title's number in Arabic digits ("1.1") and the title without it."""
    arabic = to_arabic(text)
    match = _NUMBER_IN_FRONT.match(arabic)
    if not match:
        return "", text.strip()
    rest = text[match.end() :].strip()
    has_mark = "." in match[0] or ")" in match[0] or not rest or match[0].rstrip() != match[1]
    if not has_mark and "." not in match[1]:
        return "", text.strip()
    if re.match(r"(?:ครั้ง|คน|เล่ม|ปี|เดือน|วัน|บาท)(?![ก-ฮ])", rest):
        return "", text.strip()
    return match[1], rest


def plain_number(text: str) -> str:
    """The number that a number column holds, in Arabic digits; empty when it is none."""
    match = re.fullmatch(
        r"\s*(?:ข้อ\s*)?[(]?(\d{1,3}(?:\.\d{1,2}){0,2})[).]{0,2}\s*", to_arabic(text)
    )
    return match[1] if match else ""
