"""Months and dates of the Buddhist calendar (พ.ศ. = Gregorian year + 543)."""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

from prongsai.thai.digits import to_arabic, to_thai
from prongsai.thai.text import repair

BE = 543
FULL = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน "
    "กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
).split()
SHORT = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
WEEKDAYS = "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์".split()
# Slips that people really make; each stands for the month of its number.
_SLIPS = {
    "พฤษจิกายน": 11, "พฤศจิกา": 11, "พฤศิจกายน": 11, "พฤษภา": 5, "กุมภา": 2, "กุมภาพันธุ์": 2,
    "มกรา": 1, "มีนา": 3, "เมษา": 4, "มิถุนา": 6, "กรกฎา": 7, "กรกฏาคม": 7, "สิงหา": 8,
    "กันยา": 9, "ตุลา": 10, "ธันวา": 12, "พฤศภาคม": 5,
}  # fmt: skip
_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True, order=True)
class Month:
    """A month by its Gregorian year and number 1–12."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """From "2025-04". Raises ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if not match or not 1 <= int(match[2]) <= 12:
            raise ValueError(f"not a month: {text!r}")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def plus(self, months: int) -> "Month":
        """The month so many months later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    @property
    def first_day(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        """Its last day."""
        return dt.date(self.year, self.month, monthrange(self.year, self.month)[1])


def _month_pattern() -> tuple[re.Pattern[str], dict[str, int]]:
    numbers: dict[str, int] = dict(_SLIPS)
    alternatives: list[str] = []
    for number, (full, short) in enumerate(zip(FULL, SHORT, strict=True), start=1):
        numbers[full] = number
        letters = short.replace(".", "")
        numbers[letters] = number
        # ต.ค. ตค. ต.ค ตค: dots and spaces between the letters may be missing or too many
        parts = [part for part in short.split(".") if part]
        alternatives.append(r"(?<![ก-ฮ])" + r"\s?\.?\s?".join(map(re.escape, parts)) + r"\.?(?![ก-ฮะ-ู])")
    words = sorted((*FULL, *_SLIPS), key=len, reverse=True)
    pattern = "|".join((*map(re.escape, words), *sorted(alternatives, key=len, reverse=True)))
    english = r"\b(?:" + "|".join(_ENGLISH) + r")[a-z]*\.?"
    return re.compile(f"(?:{pattern}|{english})", re.IGNORECASE), numbers


MONTH_NAME, _NUMBERS = _month_pattern()


def month_number(name: str) -> int | None:
    """1–12 for a Thai or English month name as people write it, else None."""
    plain = re.sub(r"[\s.]", "", name)
    if plain in _NUMBERS:
        return _NUMBERS[plain]
    start = plain[:3].lower()
    return _ENGLISH.index(start) + 1 if start in _ENGLISH else None


def gregorian_year(written: int) -> int:
    """The Gregorian year of a year as written: 2568, 68, 2025 (two digits are พ.ศ.)."""
    if written < 100:
        return 2500 + written - BE
    return written - BE if written >= 2400 else written


def format_month(month: Month, style: str = "short", *, thai_digits: bool = False) -> str:
    """"เม.ย. 68" (short) or "เมษายน 2568" (long)."""
    year = month.year + BE
    if style == "long":
        text = f"{FULL[month.month - 1]} {year}"
    else:
        text = f"{SHORT[month.month - 1]} {year % 100:02d}"
    return to_thai(text) if thai_digits else text


def format_date(day: dt.date, style: str = "long", *, thai_digits: bool = False) -> str:
    """"24 พฤศจิกายน 2569" (long), "24 พ.ย. 69" (short), with Thai digits (official)."""
    if style == "short":
        text = f"{day.day} {SHORT[day.month - 1]} {(day.year + BE) % 100:02d}"
    else:
        text = f"{day.day} {FULL[day.month - 1]} {day.year + BE}"
    return to_thai(text) if thai_digits or style == "official" else text


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")


def parse_date(text: str, default_year: int | None = None) -> dt.date | None:
    """A date as people write it, or None. `default_year` (Gregorian) fills in a missing year."""
    plain = re.sub(r"^วันที่\s*|พ\.?\s?ศ\.?|เดือน", " ", to_arabic(repair(text))).strip()
    if match := _ISO.fullmatch(plain):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(plain):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    name = MONTH_NAME.search(plain)
    if not name:
        return None
    day, year = plain[: name.start()].strip(" -,"), plain[name.end() :].strip(" -,")
    if not re.fullmatch(r"\d{1,2}", day):
        return None
    if not year and default_year:
        return _date(default_year, month_number(name[0]) or 0, int(day))
    if not re.fullmatch(r"\d{2}|\d{4}", year):
        return None
    return _date(int(year), month_number(name[0]) or 0, int(day))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(gregorian_year(year), month, day)
    except ValueError:
        return None
