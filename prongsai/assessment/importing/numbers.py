"""Scores and years as officers write them."""

import re
from decimal import Decimal

from prongsai.assessment.importing.codes import plain
from prongsai.assessment.rules.shapes import FULL

MISSING = re.compile(
    r"^(?:[-–—.…]*|n/?a|null|none|ไม่มี(?:ข้อมูล|คะแนน)?|ไม่ได้ประเมิน|ยังไม่(?:มี|ประกาศ).*|รอ.*)$"
)
_SCORE = re.compile(
    r"^(?:ร้อยละ|คะแนน|ได้)?\s*([+-]?\d{1,7}(?:[.,]\d+)?|[+-]?[.,]\d+)\s*(?:%|เปอร์เซ็นต์|คะแนน|points?)?\s*"
    r"(?:/\s*100(?:\.0+)?)?$"
)
_THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_YEAR = re.compile(r"(?<!\d)(2[45]\d\d|20[0-4]\d)(?!\d)")
_SHORT_YEAR = re.compile(
    r"(?:ปี\s*(?:งบประมาณ|งบฯ?|พ\s*\.?\s*ศ\s*\.?)?\s*(?:พ\s*\.?\s*ศ\s*\.?)?|พ\s*\.?\s*ศ\s*\.?|ita)\s*['’]?\s*([5-7]\d)(?!\d)"
)
_YEAR_ALONE = re.compile(
    r"^(?:(?:ปี|ปีงบประมาณ|พ\s*\.?\s*ศ\s*\.?|ita|ผล|คะแนน|year|fy|งบประมาณ|ประจำ)[\s.:-]*)*['’]?(2[45]\d\d|20[0-4]\d|[5-7]\d)(?:\.0+)?$"
)
_PASSED = re.compile(r"^(?:ผ่าน|ครบถ้วน|ครบ|มี|ถูกต้อง|✓|✔|√|☑|/|yes|y|pass(?:ed)?|true)$")
_FAILED = re.compile(r"^(?:ไม่ผ่าน|ไม่ครบถ้วน|ไม่ครบ|ไม่มี|ไม่ถูกต้อง|✗|✘|×|x|☒|no|n|fail(?:ed)?|false)$")


def read_score(text: str) -> Decimal | None:
    """A number as written, "95.32 %", "๙๕,๓๒", "95.32/100"; None when it is none."""
    words = plain(text).lstrip("'")
    match = None if _THOUSANDS.match(words) else _SCORE.match(words)
    return Decimal(match[1].replace(",", ".")) if match else None


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no score."""
    return bool(MISSING.match(plain(text)))


def read_verdict(text: str) -> Decimal | None:
    """100 or 0 for an item that is said to have passed or failed; None otherwise."""
    words = plain(text)
    if _PASSED.match(words):
        return FULL
    return Decimal(0) if _FAILED.match(words) else None


def is_score_like(text: str) -> bool:
    """Whether a cell holds a number that is no year."""
    return read_score(text) is not None and read_year_alone(text) is None


def read_year_alone(text: str) -> int | None:
    """The year (พ.ศ.) of a cell that holds nothing else: "2568", "ปี 68", "2025"; else None."""
    match = _YEAR_ALONE.match(plain(text))
    if match is None or (len(match[1]) == 2 and plain(text).strip() == match[1]):
        return None
    return to_buddhist(match[1])


def find_years(text: str) -> list[int]:
    """The years (พ.ศ.) that a text names, each once, in its order."""
    words = plain(text)
    found = [
        (m.start(), to_buddhist(m[1]))
        for m in (*_YEAR.finditer(words), *_SHORT_YEAR.finditer(words))
    ]
    return list(dict.fromkeys(year for _at, year in sorted(found)))


def to_buddhist(written: str) -> int:
    """The year in พ.ศ. of two or four digits."""
    year = int(written)
    if year < 100:
        return 2500 + year
    return year + 543 if year < 2400 else year
