"""Understanding a period as officers write it."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from prongsai.thai.calendar import BE_OFFSET as BE
from prongsai.thai.calendar import Month, format_month
from prongsai.thai.digits import to_arabic
from prongsai.thai.fiscal import FiscalYear
from prongsai.thai.month_names import NAME, month_number
from prongsai.thai.text import repair, squash

Kind = Literal["range", "deadline", "every_month", "every_quarter", "frequency", "year", "unknown"]


@dataclass(frozen=True)
class Period:
    """A period: its months (Gregorian, both included), its text as written, its frequency.

    A deadline has no start; a mere frequency has neither start nor end. `years_written` are the
    years of the Buddhist era that stand in the text.
    """

    kind: Kind
    start: Month | None
    end: Month | None
    text: str
    frequency: str | None = None
    years_written: tuple[int, ...] = ()


MONTH_NAME = re.compile(NAME, re.IGNORECASE)
DEADLINE = re.compile(r"ภายใน|ไม่เกิน|ก่อน(?!หน้า)|สิ้นสุด|แล้วเสร็จใน")
WHOLE_YEAR = re.compile(
    r"(?:ตลอด|ทั้ง|รอบ)\s*(?:ทั้ง)?\s*(?:ปี(?:งบประมาณ)?|12\s*เดือน)"
    r"|ตลอดระยะเวลา|ตลอดทั้งปี|12\s*เดือน|^\s*ปีงบประมาณ(?:\s*พ\.?ศ\.?)?\s*\d*\s*$"
)
_TIMES = r"(?:\d+|หนึ่ง|สอง|สาม|สี่)\s*(?:-\s*\d+\s*)?ครั้ง"
_UNIT = r"(?:วัน|สัปดาห์|เดือน|ไตรมาส|ปี(?:งบประมาณ)?|ภาคเรียน)"
FREQUENCY = re.compile(
    rf"{_UNIT}\s*ละ\s*{_TIMES}"
    rf"|{_TIMES}\s*(?:ต่อ|/|ใน)\s*{_UNIT}"
    rf"|(?:ทุก|ประจำ|ราย)\s*(?:ๆ\s*)?(?:\d+\s*)?{_UNIT}(?!\s*ละ)"
    rf"|ทุกวันที่\s*\d+\s*ของ(?:ทุก)?เดือน"
)
QUARTER = re.compile(
    r"(?:ไตรมาส(?:ที่|ที)?|Q)\s*([1-4])(?:\s*(-|–|—|ถึง|และ|,|&|/)\s*(?:ไตรมาส(?:ที่)?\s*|Q)?([1-4]))?"
    r"(?:\s*(?:,|และ)\s*([1-4]))?",
    re.IGNORECASE,
)
HALF = re.compile(r"(?:ครึ่งปี|(?:รอบ\s*)?6\s*เดือน)\s*(แรก|หลัง)|รอบ\s*6\s*เดือน|ครึ่งปี")
_ISO_MONTH = re.compile(
    r"(?<![\d/])((?:19|20)\d\d|25\d\d)-(0?[1-9]|1[0-2])(?:-(\d{1,2})(?:[T ][\d:.]+)?)?(?![\d/])"
)
_NUMERIC_DATE = re.compile(
    r"(?<![\d/])(?:(\d{1,2})\s*/\s*)?(\d{1,2})\s*/\s*(2[45]\d\d|20\d\d|\d{2})(?![\d/])"
)
_YEAR_AFTER = re.compile(
    r"^\s*(?:ปี)?(?:งบประมาณ)?\s*(?:พ\s*\.?\s*ศ\s*\.?|ค\s*\.?\s*ศ\s*\.?)?\s*['’]?(\d{4}|\d{2})(?!\d)(?!\s*(?:ครั้ง|วัน|เดือน))"
)
_ANY_YEAR = re.compile(r"(?<!\d)(25\d\d|20[12]\d)(?!\d)")


@dataclass(frozen=True)
class _Mark:
    """A month found in the text: where, which, and its Gregorian year when written."""

    at: int
    month: int
    year: int | None


def parse_period(text: str, fiscal_year: int) -> Period:
    """Understand a period. `fiscal_year` (พ.ศ.) places months without a year. Never raises."""
    shown = squash(repair(text))
    plain = _normalise(shown)
    year = FiscalYear(_stated_year(plain) or fiscal_year)
    frequency = FREQUENCY.search(plain)
    span = _span(plain, year)
    found = tuple(_years_written(plain))
    how_often = frequency[0].strip() if frequency else None
    if span is None:
        return Period(_kind_without_months(plain, how_often), None, None, shown, how_often, found)
    start, end = span
    if _is_deadline(plain):
        return Period("deadline", None, end, shown, how_often, found)
    if how_often:
        return Period(_frequency_kind(how_often), start, end, shown, how_often, found)
    is_year = _is_whole_year(plain) and not MONTH_NAME.search(plain)
    return Period("year" if is_year else "range", start, end, shown, None, found)


def _normalise(text: str) -> str:
    plain = to_arabic(text)
    plain = re.sub(r"[‐‑‒–—−~]", "-", plain)
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)


def _stated_year(plain: str) -> int | None:
    match = re.search(r"ปีงบประมาณ\s*(?:พ\.?\s*ศ\.?)?\s*(25\d\d)", plain)
    if match:
        return int(match[1])
    alone = re.fullmatch(r"\s*(?:ปี\s*)?(?:พ\.?\s?ศ\.?\s*)?(25\d\d)\s*", plain)
    return int(alone[1]) if alone else None


def _is_deadline(plain: str) -> bool:
    match = DEADLINE.search(plain)
    if not match:
        return False
    # "ภายในเดือน ม.ค. - มี.ค." still ends with its last month; a span before the word stays a span
    before = plain[: match.start()]
    return not MONTH_NAME.search(before) and not QUARTER.search(before)


def _span(plain: str, year: FiscalYear) -> tuple[Month, Month] | None:
    months: list[tuple[Month, Month]] = []
    for match in QUARTER.finditer(plain):
        months += [year.quarter(int(n)) for n in match.groups() if n and n.isdigit()]
    for match in HALF.finditer(plain):
        months.append(_half(match[1], year))
    months += [(m, m) for m in _resolve(_marks(plain), year)]
    if re.search(r"ต้นปีงบประมาณ", plain):
        months.append((year.first_month, year.first_month))
    if re.search(r"(?:สิ้น|ปลาย)ปีงบประมาณ", plain):
        months.append((year.last_month, year.last_month))
    if not months and _is_whole_year(plain):
        months.append((year.first_month, year.last_month))
    if not months:
        return None
    return min(start for start, _ in months), max(end for _, end in months)


def _half(which: str | None, year: FiscalYear) -> tuple[Month, Month]:
    if which == "หลัง":
        return year.first_month.plus(6), year.last_month
    return year.first_month, year.first_month.plus(5)


def _is_whole_year(plain: str) -> bool:
    return bool(WHOLE_YEAR.search(plain)) or _stated_year(plain) is not None


def _marks(plain: str) -> list[_Mark]:
    marks: list[_Mark] = []
    taken: list[tuple[int, int]] = []
    for match in _ISO_MONTH.finditer(plain):
        marks.append(_Mark(match.start(), int(match[2]), _gregorian(int(match[1]))))
        taken.append(match.span())
    for match in _NUMERIC_DATE.finditer(plain):
        if 1 <= int(match[2]) <= 12 and not _overlaps(match.span(), taken):
            marks.append(_Mark(match.start(), int(match[2]), _gregorian(int(match[3]))))
            taken.append(match.span())
    for match in MONTH_NAME.finditer(plain):
        number = month_number(match[0])
        if number and not _overlaps(match.span(), taken):
            after = _YEAR_AFTER.match(plain[match.end() :])
            written = _gregorian(int(after[1])) if after else None
            marks.append(_Mark(match.start(), number, _plausible(written)))
    return sorted(marks, key=lambda mark: mark.at)


def _gregorian(written: int) -> int:
    """The Gregorian year of a year as written: 2568, 68, 2025 (two digits are พ.ศ.)."""
    if written < 100:
        return 2500 + written - BE
    return written - BE if written >= 2400 else written


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _plausible(year: int | None) -> int | None:
    return year if year is not None and 1980 <= year <= 2150 else None


def _resolve(marks: list[_Mark], year: FiscalYear) -> list[Month]:
    """Give each mark a year: its own, else that of the next mark, else the fiscal year's."""
    resolved: list[Month] = []
    following: Month | None = None
    for mark in reversed(marks):
        if mark.year is not None:
            month = Month(mark.year, mark.month)
        elif following is not None:
            # "ต.ค. - ธ.ค. 2567" is one year, "ต.ค. - ก.ย. 2568" begins the year before
            month = Month(following.year - (mark.month > following.month), mark.month)
        else:
            month = year.month_of(mark.month)
        if mark.year is not None or following is not None or not any(m.year for m in marks):
            following = month if mark.year is not None or following is not None else None
        resolved.append(month)
    return list(reversed(resolved))


def _kind_without_months(plain: str, frequency: str | None) -> Kind:
    return _frequency_kind(frequency) if frequency else "unknown"


def _frequency_kind(frequency: str) -> Kind:
    plain = re.sub(r"\s", "", frequency)
    if re.search(r"^(?:ทุก|ประจำ|ราย)เดือน|^เดือนละ1ครั้ง|^เดือนละหนึ่งครั้ง|1ครั้ง(?:ต่อ|/)เดือน", plain):
        return "every_month"
    if re.search(r"^(?:ทุก|ประจำ|ราย)ไตรมาส|^ไตรมาสละ1ครั้ง|^ทุก3เดือน|1ครั้ง(?:ต่อ|/)ไตรมาส", plain):
        return "every_quarter"
    return "frequency"


def _years_written(plain: str) -> list[int]:
    years = {int(match[1]) for match in _ANY_YEAR.finditer(plain)}
    written = {year if year >= 2400 else year + BE for year in years}
    written |= {mark.year + BE for mark in _marks(plain) if mark.year is not None}
    return sorted(written)


def format_period(start: Month | None, end: Month | None) -> str:
    """A period in short words: "ต.ค. 67 – ก.ย. 68", "เม.ย. 68", "ภายใน มี.ค. 68", or empty."""
    if end is None:
        return ""
    if start is None:
        return f"ภายใน {format_month(end, 'short')}"
    if start == end:
        return format_month(start, "long")
    return f"{format_month(start, 'short')} – {format_month(end, 'short')}"


def months_between(start: Month, end: Month) -> list[Month]:
    """Every month from the first to the last."""
    months, month = [], start
    while month <= end:
        months.append(month)
        month = month.plus(1)
    return months


def last_day_of(period: Period) -> dt.date | None:
    """The last day of a period that has an end."""
    return period.end.last_day if period.end else None
