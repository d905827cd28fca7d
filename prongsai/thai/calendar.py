"""Months and dates of the Buddhist era (พ.ศ. = Gregorian year + 543)."""

import calendar as gregorian
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal, Self

from prongsai.thai.digits import to_arabic, to_thai
from prongsai.thai.month_names import FULL, NAME, SHORT, is_english, mend_names, month_number
from prongsai.thai.text import repair, squash

Style = Literal["long", "short", "official"]

BE_OFFSET = 543
BANGKOK = dt.timezone(dt.timedelta(hours=7), "Asia/Bangkok")  # no summer time since 1920

MONTHS_FULL = FULL
MONTHS_SHORT = SHORT

_FIRST_BE_YEAR = 2400  # numbers from here on cannot be Gregorian years
_YEARS = range(1900, 2201)  # Gregorian years that a document of an office may mean
_LONGEST_DATE = 120  # characters


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month: Gregorian year (1-9999) and month (1-12). ValueError outside these."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and dt.MINYEAR <= self.year <= dt.MAXYEAR):
            raise ValueError(f"no such month: {self.year}-{self.month}")

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The month of a text like "2025-04" (Gregorian), None for anything else."""
        match = re.fullmatch(r"(\d{4})-(\d{1,2})", to_arabic(text).strip(), re.ASCII)
        if match is None or int(match[1]) < 1 or not 1 <= int(match[2]) <= 12:
            return None
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """The month a date lies in."""
        return cls(day.year, day.month)

    @property
    def year_be(self) -> int:
        """The calendar year in พ.ศ."""
        return self.year + BE_OFFSET

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day of the month."""
        return dt.date(self.year, self.month, gregorian.monthrange(self.year, self.month)[1])

    def plus(self, months: int) -> "Month":
        """The month so many months later (earlier when negative)."""
        year, index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, index + 1)


def gregorian_year(year: int) -> int:
    """The Gregorian year of a four-digit year that may be written in พ.ศ."""
    return year - BE_OFFSET if year >= _FIRST_BE_YEAR else year


def format_date(date: dt.date, style: Style = "long", thai_digits: bool = False) -> str:
    """A date with its พ.ศ. year.

    long "24 พฤศจิกายน 2569", short "24 พ.ย. 69", official "๒๔ พฤศจิกายน ๒๕๖๙" (always Thai digits).
    """
    text = f"{date.day} {format_month(Month.of(date), 'short' if style == 'short' else 'long')}"
    return _with_digits(text, style, thai_digits)


def format_datetime(value: dt.datetime, style: Style = "short", thai_digits: bool = False) -> str:
    """A date and time of day; an aware value is shown in Bangkok time: "24 พ.ย. 69 14:05 น."."""
    local = value.astimezone(BANGKOK) if value.tzinfo else value
    clock = f"{local:%H:%M} น." if style == "short" else f"เวลา {local:%H.%M} น."
    return _with_digits(f"{format_date(local, style)} {clock}", style, thai_digits)


def format_month(month: Month, style: Style = "long", thai_digits: bool = False) -> str:
    """A month with its พ.ศ. year: "เมษายน 2568", "เม.ย. 68", official "เมษายน ๒๕๖๘"."""
    if style == "short":
        text = f"{SHORT[month.month - 1]} {month.year_be % 100:02d}"
    else:
        text = f"{FULL[month.month - 1]} {month.year_be}"
    return _with_digits(text, style, thai_digits)


def format_month_range(
    start: Month, end: Month, style: Style = "short", thai_digits: bool = False
) -> str:
    """Months from–to: "ต.ค. 67 – ก.ย. 68", in one year "เม.ย. – ก.ย. 68", one month "เม.ย. 68"."""
    last = format_month(end, style, thai_digits)
    if start == end:
        return last
    first = format_month(start, style, thai_digits)
    return f"{first.rpartition(' ')[0] if start.year == end.year else first} – {last}"


def _with_digits(text: str, style: Style, thai_digits: bool) -> str:
    return to_thai(text) if thai_digits or style == "official" else text


_TIME = (
    r"(?:[T ,]+(?:เวลา\s*)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:น\.?|Z|[+-]\d\d:?\d\d)?)?"
)
_LEAD = r"(?:วัน(?:[ก-ฮะ-ฺเ-๎]{3,9}ที่|ที่)?)?\s*"
_ERA = r"(?:ปี\s*)?(?:[พค]\s?\.?\s?ศ\s?\.?)?\s*"
_DATE_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}}){_TIME}",
        (
            rf"{_LEAD}(?P<d>\d{{1,2}})\s?(?P<s>[-/.])\s?(?P<m>\d{{1,2}})"
            rf"(?:\s?(?P=s)\s?(?P<y>\d{{4}}|\d\d))?{_TIME}"
        ),
        (
            rf"{_LEAD}(?P<d>\d{{1,2}})\s*[-/ ]?\s*(?:เดือน)?\s*(?P<n>{NAME})"
            rf"(?:\s*[-/, ]?\s*{_ERA}(?P<y>\d{{4}}|\d\d))?{_TIME}"
        ),
        rf"(?P<n>{NAME})\s*(?P<d>\d{{1,2}})(?:\s*,\s*|\s+)(?P<y>\d{{4}}){_TIME}",
    )
)


def parse_date(text: str, default_year: int | None = None) -> dt.date | None:
    """The date a person wrote, in any usual form, or None; never raises.

    Understands "24 พ.ย. 2569", "24/11/2569", "2026-11-24", "๒๔ พฤศจิกายน ๒๕๖๙" with or without
    a time of day. Two-digit years are พ.ศ. 25xx (20xx after an English month name). A date without
    year gets `default_year` (พ.ศ. or Gregorian); without one it is None.
    """
    plain = mend_names(squash(to_arabic(repair(text[:_LONGEST_DATE]))))
    for form in _DATE_FORMS:
        match = form.fullmatch(plain)
        if match:
            return _date_of(match.groupdict(), default_year)
    return None


def _date_of(parts: dict[str, str | None], default_year: int | None) -> dt.date | None:
    name = parts.get("n")
    month = month_number(name) if name else int(parts["m"] or 0)
    year = _year_of(parts["y"], default_year, century=2000 if name and is_english(name) else 2500)
    if month is None or year not in _YEARS:
        return None
    try:
        return dt.date(year, month, int(parts["d"] or 0))
    except ValueError:
        return None


def _year_of(written: str | None, default_year: int | None, century: int) -> int:
    if written is None:
        return gregorian_year(default_year or 0)
    return gregorian_year(int(written) + (century if len(written) == 2 else 0))
