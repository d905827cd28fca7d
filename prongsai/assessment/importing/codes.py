"""What a cell speaks of: item, question, indicator, instrument, total, level, as officers write it."""

import re
import unicodedata
from dataclasses import dataclass

from prongsai.assessment.rules.shapes import (
    INDICATOR,
    INSTRUMENT,
    ITEM,
    PART,
    QUESTION,
    SUB_INDICATOR,
    TOTAL,
)
from prongsai.thai.digits import to_arabic
from prongsai.thai.text import repair, squash

LEVEL, BARE, SUBTOTAL, TEXT = "level", "bare", "subtotal", "text"
# The most telling first: of several labels in a row the first of these says what it is.
ORDER = (ITEM, QUESTION, SUB_INDICATOR, INDICATOR, BARE, PART, INSTRUMENT, LEVEL, TOTAL, SUBTOTAL)

_LOOKALIKES = str.maketrans(
    {"о": "o", "ο": "o", "О": "o", "Ο": "o", "с": "c", "–": "-", "—": "-", "‐": "-"}
)
_END = r"(?!\d)(?![.,]\d)"
_NUMBER = rf"0*([1-9]\d?){_END}"
_ASK = r"(?:(?:ข้อ|คำถาม|ข้อคำถาม|รายการ|ประเด็น)\s*(?:ที่)?\s*)?"
_SEP = r"\s*[-.:_#(/]?\s*"
_PART = re.compile(r"(?:ส่วน\s*(?:ที่)?|part|ตอน\s*(?:ที่)?|\bp)\s*\.?\s*([12])(?!\d)")
_PART_NAMES = (
    (re.compile(r"eit\s*-?\s*public"), "EIT1"),
    (re.compile(r"eit\s*-?\s*survey"), "EIT2"),
)

_ITEM = (
    re.compile(rf"^\W*{_ASK}(?:oit\s*[-:]?\s*)?(?:ตัวชี้วัด\s*)?(?:o{_SEP}|0){_NUMBER}"),
    re.compile(rf"^\W*(?:แบบวัด\s*)?oit{_SEP}(?:(?:ข้อ|รายการ)\s*(?:ที่)?|ที่)?\s*\.?\s*{_NUMBER}"),
    re.compile(rf"^\W*{_ASK}โอ\s*{_NUMBER}"),
)
_QUESTION = (
    re.compile(rf"^\W*{_ASK}(?:[ie]it\s*[-:]?\s*)?(i|e|l)(?:{_SEP}){_NUMBER}"),
    re.compile(
        rf"^\W*(?:แบบวัด\s*)?(i|e)it{_SEP}(?:(?:ข้อ|คำถาม|ข้อคำถาม)\s*(?:ที่)?|q)\s*\.?\s*{_NUMBER}"
    ),
    re.compile(rf"^\W*(i|e)it\s*[-._]?\s*{_NUMBER}"),
)
_SUB = re.compile(r"^\W*(?:ตัวชี้วัด(?:ย่อย)?\s*(?:ที่)?|ตชว\.?|kpi)?\s*((?:9|10)\.[1-9])(?![\d.]*\d)")
_INDICATOR = re.compile(
    rf"^\W*(?:ตัวช[ีิ]้?วัด|ตชว\.?|ต\.ช\.ว\.|kpi|indicator|ind\.?)\s*(?:ที่)?\s*[-.:#]?\s*{_NUMBER}"
)
_BARE = re.compile(
    rf"^\W*(?:(?:ข้อ|ลำดับ|ด้าน|ประเด็น|รายการ)\s*)?(?:ที่\s*)?{_NUMBER}\s*[.)\]:-]*\s*(.*)$"
)
_NAMES = (
    ("IIT", re.compile(r"(?<![a-z])iit(?![a-z])|ผู้มีส่วนได้ส่วนเสียภายใน|internal integrity")),
    ("EIT", re.compile(r"(?<![a-z])eit(?![a-z])|ผู้มีส่วนได้ส่วนเสียภายนอก|external integrity")),
    ("OIT", re.compile(r"(?<![a-z])oit(?![a-z])|การเปิดเผยข้อมูลสาธารณะ|open data integrity")),
)
_LEVEL = re.compile(r"^\W*(?:ผล)?\s*ระดับ|^level|^rating|^เกรด|^grade")
_WHOLE = re.compile(
    r"ทั้งหมด|ทั้งสิ้น|ภาพรวม|โดยรวม|รวมทุก|ทุกตัวชี้วัด|ทุกเครื่องมือ|(?<![a-z])ita(?![a-z])|^total|overall|ทุกแบบวัด"
)
_SUMMED = re.compile(
    r"^\W*(?:ผล|ค่า)?\s*(?:คะแนน|ผลคะแนน)?\s*(?:รวม|เฉลี่ย|สรุป|sum|average|mean|total)"
)
_TITLE_OF_A_YEAR = re.compile(r"(?:25|20)\d\d|ปี")


@dataclass(frozen=True)
class Label:
    """What a text speaks of; `title` is what stands behind the code, `raw` the whole text.

    `kind` TEXT: no code, perhaps a name. BARE: a number whose kind its surroundings tell.
    `is_shared`: "EIT1" may be the first part or the first question; the table tells.
    """

    kind: str
    code: str = ""
    part: str = ""
    title: str = ""
    raw: str = ""
    is_shared: bool = False


def plain(text: str) -> str:
    """A text for comparing: repaired, one line, Arabic digits, small Latin letters."""
    mended = (
        unicodedata.normalize("NFKC", text).replace("ํา", "ำ")
        if max(text, default="") >= "\uff21"
        else text
    )
    return squash(to_arabic(repair(mended))).lower().translate(_LOOKALIKES)


def read_label(text: str) -> Label:
    """What a cell's text speaks of."""
    words = plain(text)
    if not words:
        return Label(TEXT)
    found = _coded(words) or _named(words) or _numbered(words)
    if found is None:
        return Label(TEXT, title=words, raw=text)
    return Label(found.kind, found.code, found.part, found.title, text, found.is_shared)


def find_part(text: str) -> str:
    """ "EIT1" or "EIT2" where a text names a part, else an empty text."""
    words = plain(text)
    for pattern, code in _PART_NAMES:
        if pattern.search(words):
            return code
    if match := re.match(r"^\W*eit\s*[-(]?\s*([12])\W*$", words):
        return f"EIT{match[1]}"
    match = _PART.search(words)
    return f"EIT{match[1]}" if match else ""


def find_instrument(text: str) -> str:
    """ "IIT", "EIT" or "OIT" where a text names exactly one of them, else an empty text."""
    words = plain(text)
    found = [code for code, pattern in _NAMES if pattern.search(words)]
    return found[0] if len(found) == 1 else ""


def _coded(words: str) -> Label | None:
    for pattern in _ITEM:
        if match := pattern.match(words):
            return Label(ITEM, f"O{int(match[1])}", title=_rest(words, match))
    if found := _question(words):
        return found
    if match := _SUB.match(words):
        return Label(SUB_INDICATOR, match[1], title=_rest(words, match))
    match = _INDICATOR.match(words)
    if match and int(match[1]) <= 10:
        part = find_part(words[match.end() :])
        return Label(INDICATOR, str(int(match[1])), part, _rest(words, match))
    return None


def _question(words: str) -> Label | None:
    for pattern in _QUESTION:
        match = pattern.match(words)
        if match is None:
            continue
        letter = "e" if match[1] == "e" else "i"
        code = f"{letter}{int(match[2])}"
        rest = _rest(words, match)
        is_short = pattern is _QUESTION[-1]
        if is_short and code in ("e1", "e2"):
            return Label(PART, code.upper().replace("E", "EIT"), title=rest, is_shared=True)
        return Label(QUESTION, code, find_part(words[match.end() :]), rest)
    return None


def _named(words: str) -> Label | None:
    if _LEVEL.match(words):
        return Label(LEVEL)
    codes = [code for code, pattern in _NAMES if pattern.search(words)]
    if len(codes) == 1 and len(words) < 120:
        part = find_part(words)
        is_part = part and codes == ["EIT"]
        return Label(PART, part) if is_part else Label(INSTRUMENT, codes[0])
    if codes:
        return None
    if len(words) < 80 and _WHOLE.search(words) and not re.search(r"เต็ม|น้ำหนัก", words):
        return Label(TOTAL, TOTAL)
    if len(words) < 60 and _SUMMED.match(words):
        return Label(SUBTOTAL, part=find_part(words))
    part = find_part(words)
    if part and len(words) < 40:
        return Label(PART, part)
    return None


def _numbered(words: str) -> Label | None:
    match = _BARE.match(words)
    if match is None:
        return None
    title = match[2].strip()
    return Label(BARE, str(int(match[1])), title=title)


def _rest(words: str, match: re.Match[str]) -> str:
    return words[match.end() :].strip(" .:-–)(]/_")
