"""Years and dates that a text names; years are พ.ศ."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from prongsai.disclosure.checking.outcomes import Expectation, Level, Outcome
from prongsai.thai.calendar import BE_OFFSET, format_date, parse_date
from prongsai.thai.digits import to_arabic
from prongsai.thai.fiscal import fiscal_year_of
from prongsai.thai.month_names import NAME
from prongsai.thai.text import repair

BEGINNING = 1500  # letters in which a document says what it is
LONGEST_RANGE = 20  # years of a plan
MOST_DATES = 2000

_BE = r"2[45]\d\d"
_DIGITS = r"(?<!\d)(?<!\d[/.,-])"
_END = r"(?![\d])(?!,\d)"
_RANGE = re.compile(rf"{_DIGITS}({_BE})\s*(?:-|–|—|ถึง)\s*(?:พ\.?\s?ศ\.?\s*)?({_BE}|\d\d){_END}")
_YEAR = re.compile(rf"(?<!\d)(?<!\d[.,])(?<!\b0-)({_BE}){_END}")
_CE = re.compile(r"(?:ค\.?\s?ศ\.?|A\.?D\.?)\s*(20\d\d)(?!\d)", re.IGNORECASE)
_SHORT = re.compile(
    r"(?:ปีงบประมาณ|ประจำปี|ปี\s?พ\.?ศ\.?|พ\.ศ\.)\s*(?:พ\.?\s?ศ\.?\s*)?(\d\d)(?![\d/.,]|\s?(?:คน|ราย))"
)
_DATES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d)\d{{1,2}}\s*(?:เดือน)?\s*{NAME}\s*(?:ปี\s*)?(?:[พค]\s?\.?\s?ศ\s?\.?)?\s*(?:\d{{4}}|\d\d)(?!\d)",
        r"(?<![\d/.-])\d{1,2}[/-]\d{1,2}[/-](?:2[45]\d\d|20\d\d|\d\d)(?![\d/-])",
        r"(?<![\d-])20\d\d-\d\d-\d\d(?!\d)",
        rf"(?<![a-z]){NAME}\s*\d{{1,2}},\s*20\d\d(?!\d)",
    )
)
# A law is quoted with its year: that is not the year of the document.
_LAW = re.compile(
    r"(?:พระราชบัญญัติ|พ\.ร\.บ\.|พระราชกฤษฎีกา|พ\.ร\.ฎ\.|ระเบียบ|ข้อบังคับ|กฎกระทรวง|รัฐธรรมนูญ|ประมวลกฎหมาย|เทศบัญญัติว่าด้วย)"
    r"[^\n\d]{0,200}?พ\.?\s?ศ\.?\s*\d{4}"
)


def tidy(text: str) -> str:
    """A text as these rules read it: repaired, with Arabic digits. All that follows takes such a text."""
    return to_arabic(repair(text))


def find_dates(text: str) -> list[dt.date]:
    """The dates of a text, in the order of the forms in which they are written."""
    found: list[dt.date] = []
    for form in _DATES:
        for match in form.finditer(text):
            day = parse_date(match[0])
            if day is not None:
                found.append(day)
            if len(found) >= MOST_DATES:
                return found
    return found


def find_years(text: str) -> list[int]:
    """The years that a text speaks of, in its order; those of laws it quotes and of dates do not count.

    A range names each of its years: a plan of 2566–2570 is one of 2568 too.
    """
    plain = _LAW.sub(" ", text)
    for form in _DATES:
        plain = form.sub(" ", plain)
    found = sorted(_years(plain))
    return list(dict.fromkeys(year for _at, year in found))


def _years(plain: str) -> Iterator[tuple[int, int]]:
    for match in _RANGE.finditer(plain):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        if first < last <= first + LONGEST_RANGE:
            yield from ((match.start(), year) for year in range(first, last + 1))
    for match in _YEAR.finditer(plain):
        yield match.start(), int(match[1])
    for match in _CE.finditer(plain):
        yield match.start(), int(match[1]) + BE_OFFSET
    for match in _SHORT.finditer(plain):
        if 50 <= int(match[1]) <= 99:
            yield match.start(), 2500 + int(match[1])


def check_year(text: str, expectation: Expectation) -> Iterator[Outcome]:
    """Whether the right fiscal year is named, best in the beginning."""
    wanted = list(expectation.years)
    if not wanted:
        return
    asked = _join(wanted)
    early, named = find_years(text[:BEGINNING]), find_years(text)
    right = next((year for year in named if year in wanted), None)
    if right is None:
        right = next(
            (year for day in find_dates(text) if (year := fiscal_year_of(day).year_be) in wanted),
            None,
        )
        if named and right is None:
            other = _join(sorted(set(named))[-3:])
            yield Outcome("year-wrong", Level.FAIL, {"year": asked, "other": other})
        elif right is None:
            yield Outcome("year-missing", Level.WARN, {"year": asked})
        elif early:
            yield _aside(right, early)
        else:
            yield Outcome("year-named", Level.OK, {"year": right})
    elif early and not set(early) & set(wanted):
        yield _aside(right, early)
    else:
        yield Outcome("year-named", Level.OK, {"year": right})


def _aside(year: int, early: Sequence[int]) -> Outcome:
    return Outcome("year-aside", Level.WARN, {"year": year, "other": _join(early[:3])})


def _join(years: Sequence[int]) -> str:
    return ", ".join(map(str, years))


def check_period(text: str, expectation: Expectation) -> Iterator[Outcome]:
    """Whether a date of the text lies in the period. None only warns: plans are adopted before it."""
    if expectation.starts_on is None and expectation.ends_on is None:
        return
    first = expectation.starts_on or dt.date.min
    last = expectation.ends_on or dt.date.max
    dates = find_dates(text)
    inside = [day for day in dates if first <= day <= last]
    if inside:
        yield Outcome("date-inside", Level.OK, {"date": format_date(max(inside), "short")})
    elif dates:
        params = {
            "date": format_date(max(dates), "short"),
            "start": format_date(first, "short") if expectation.starts_on else "…",
            "end": format_date(last, "short") if expectation.ends_on else "…",
        }
        yield Outcome("date-outside", Level.WARN, params)
    else:
        yield Outcome("date-missing", Level.WARN)
