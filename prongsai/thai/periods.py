"""Understanding a period as officers write it in the column "ระยะเวลาดำเนินการ"."""

import itertools
from dataclasses import dataclass
from typing import Literal

from prongsai.thai import period_words as words
from prongsai.thai.calendar import Month, Style, format_month, format_month_range
from prongsai.thai.digits import to_thai
from prongsai.thai.fiscal import fiscal_year_of
from prongsai.thai.period_reading import Mention, Reading, read
from prongsai.thai.text import repair, squash

Kind = Literal["range", "deadline", "every_month", "every_quarter", "frequency", "year", "unknown"]

_LONGEST = 1000  # characters of a cell that are read; more is not a period


@dataclass(frozen=True)
class Period:
    """When a measure is done.

    `start` and `end` are months, both included. A deadline has no start (and no end when it is
    only a number of days), "ตั้งแต่ … เป็นต้นไป" no end, a mere frequency neither. A frequency
    with stated months is a range and keeps its words in `frequency`. `text` is what was written,
    repaired, on one line. `years_written` are the years in พ.ศ. that stand in it, in its order.
    """

    kind: Kind
    start: Month | None
    end: Month | None
    text: str
    frequency: str | None = None
    years_written: tuple[int, ...] = ()


def parse_period(text: str, fiscal_year: int) -> Period:
    """Understand a period; `fiscal_year` (พ.ศ.) places months without a year. Never raises.

    What is written is kept even where it contradicts the fiscal year.
    """
    shown = squash(repair(text))
    kind, often, plain = _take_frequency(words.plain_text(shown[:_LONGEST]))
    reading = read(plain, fiscal_year)
    start: Month | None = None
    end: Month | None = None
    if _is_only_duration(plain, reading.mentions):
        kind = "deadline"
    elif reading.mentions:
        kind, start, end = _extent(plain, reading)
    return Period(kind, start, end, shown, often, reading.years)


def _take_frequency(plain: str) -> tuple[Kind, str | None, str]:
    """The kind of frequency, its words, and the text with blanks in their place."""
    kind: Kind = "unknown"
    often: str | None = None
    patterns: tuple[tuple[Kind, words.Pattern], ...] = (
        ("every_month", words.MONTHLY),
        ("every_quarter", words.QUARTERLY),
        ("frequency", words.OTHER_FREQUENCY),
    )
    for candidate, pattern in patterns:
        match = pattern.search(plain)
        if match and often is None:
            kind, often = candidate, squash(match[0])
        plain = pattern.sub(lambda found: " " * len(found[0]), plain)
    return kind, often, plain


def _is_only_duration(plain: str, mentions: tuple[Mention, ...]) -> bool:
    duration = words.DURATION.search(plain)
    return duration is not None and not any(m.at < duration.start() for m in mentions)


def _extent(plain: str, reading: Reading) -> tuple[Kind, Month | None, Month | None]:
    mentions = reading.mentions
    first, last = min(m.first for m in mentions), max(m.last for m in mentions)
    if _is_deadline(plain, mentions):
        return "deadline", None, last
    if len(mentions) == 1 and words.OPEN_START.search(plain) and first == last:
        year_end = reading.fiscal_year.last_month
        return "range", first, year_end if reading.names_year and year_end >= first else None
    is_year = not any(m.is_month for m in mentions) and _is_fiscal_year(first, last)
    return "year" if is_year else "range", first, last


def _is_deadline(plain: str, mentions: tuple[Mention, ...]) -> bool:
    """A word like ภายใน before the only point in time; "ภายใน ม.ค. - มี.ค." stays a range."""
    word = words.DEADLINE.search(plain)
    if word is None or any(m.at < word.start() for m in mentions):
        return False
    pairs = itertools.pairwise(mentions)
    return not any("-" in plain[one.to : other.at] for one, other in pairs)


def _is_fiscal_year(first: Month, last: Month) -> bool:
    year = fiscal_year_of(first)
    return (first, last) == (year.first_month, year.last_month)


def format_period(period: Period, style: Style = "short", thai_digits: bool = False) -> str:
    """The period in regular words, which `parse_period` understands again.

    "ต.ค. 67 – ก.ย. 68", "ภายใน มี.ค. 68", "ตลอดปีงบประมาณ 2568", "ทุกเดือน (ต.ค. 67 – มี.ค. 68)";
    what names no month stays as it was written.
    """
    said = _said(period, style)
    if said and period.frequency:
        said = f"{period.frequency} ({said})"
    said = said or period.text
    return to_thai(said) if thai_digits or style == "official" else said


def _said(period: Period, style: Style) -> str:
    start, end = period.start, period.end
    if start is None:
        return f"ภายใน {format_month(end, style)}" if end else ""
    if end is None:
        return f"ตั้งแต่ {format_month(start, style)} เป็นต้นไป"
    if period.kind == "year":
        return f"ตลอดปีงบประมาณ {fiscal_year_of(start)}"
    return format_month_range(start, end, style)
