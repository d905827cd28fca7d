import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.calendar import (
    Month,
    format_date,
    format_datetime,
    format_month,
    format_month_range,
    parse_date,
)

DAY = dt.date(2026, 11, 24)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))
MONTHS = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))


def test_styles_of_a_date() -> None:
    assert format_date(DAY) == "24 พฤศจิกายน 2569"
    assert format_date(DAY, "short") == "24 พ.ย. 69"
    assert format_date(DAY, "official") == "๒๔ พฤศจิกายน ๒๕๖๙"
    assert format_date(DAY, "short", thai_digits=True) == "๒๔ พ.ย. ๖๙"


def test_an_aware_instant_is_shown_in_bangkok_time() -> None:
    instant = dt.datetime(2026, 11, 23, 18, 5, tzinfo=dt.UTC)
    assert format_datetime(instant) == "24 พ.ย. 69 01:05 น."
    assert format_datetime(instant, "official") == "๒๔ พฤศจิกายน ๒๕๖๙ เวลา ๐๑.๐๕ น."


def test_styles_of_months() -> None:
    assert format_month(Month(2025, 4)) == "เมษายน 2568"
    assert format_month(Month(2025, 4), "short") == "เม.ย. 68"
    assert format_month_range(Month(2024, 10), Month(2025, 9)) == "ต.ค. 67 – ก.ย. 68"
    assert format_month_range(Month(2025, 4), Month(2025, 9)) == "เม.ย. – ก.ย. 68"
    assert format_month_range(Month(2025, 4), Month(2025, 4), "official") == "เมษายน ๒๕๖๘"


@pytest.mark.parametrize(
    "text",
    [
        "24 พ.ย. 2569", "24/11/2569", "2026-11-24", "๒๔ พฤศจิกายน ๒๕๖๙", "24 พ.ย. 69", "24/11/69",
        "24-11-2569", "2569-11-24 00:00:00", "24 พย 69", "24 พฤษจิกายน 2569", "24 Nov 2026",
        "วันที่ 24 เดือนพฤศจิกายน พ.ศ. 2569", "วันอังคารที่ ๒๔ พฤศจิกายน ๒๕๖๙", "Nov 24, 2026",
        "24 พ.ย. 69 14:05 น.", " 24\u00a0พ.ย.\u200b 2569 ", "24.11.2569", "2026-11-24T08:00:00Z",
    ],
)  # fmt: skip
def test_usual_ways_to_write_a_date(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize("text", ["", "-", "31/2/2569", "29 ก.พ. 2568", "พ.ย. 69", "1/1/0001", "x"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_missing_year_is_taken_from_the_default() -> None:
    assert parse_date("24 พ.ย.") is None
    assert parse_date("24 พ.ย.", 2569) == parse_date("24/11", 2026) == DAY


@given(DAYS, st.sampled_from(["long", "official"]), st.booleans())
def test_formatted_dates_are_read_back(day: dt.date, style: str, thai: bool) -> None:
    assert parse_date(format_date(day, style, thai)) == day  # type: ignore[arg-type]


@given(st.dates(dt.date(1957, 1, 1), dt.date(2056, 12, 31)))
def test_short_dates_are_read_back_within_their_century(day: dt.date) -> None:
    assert parse_date(format_date(day, "short")) == day


@given(st.text(), st.none() | st.integers())
def test_parsing_a_date_never_raises(text: str, year: int | None) -> None:
    parse_date(text, year)
    Month.parse(text)


@given(MONTHS)
def test_a_month_is_read_back(month: Month) -> None:
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize("text", ["", "2025-13", "0000-01", "2025-00", "04/2025"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert Month.parse(text) is None


def test_an_impossible_month_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no such month"):
        Month(2025, 13)


@given(MONTHS, st.integers(-1000, 1000))
def test_adding_months_and_going_back_returns_the_month(month: Month, count: int) -> None:
    assert month.plus(count).plus(-count) == month
    assert (month.plus(count) > month) == (count > 0)


@given(MONTHS)
def test_the_day_after_the_last_is_the_next_first(month: Month) -> None:
    assert month.last_day + dt.timedelta(days=1) == month.plus(1).first_day
