import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.calendar import Month
from prongsai.thai.fiscal import FiscalYear, fiscal_year_of

YEARS = st.integers(2450, 2700).map(FiscalYear)


def test_the_year_begins_on_the_first_of_october() -> None:
    assert FiscalYear(2568).first_day == dt.date(2024, 10, 1)
    assert FiscalYear(2568).last_day == dt.date(2025, 9, 30)
    assert fiscal_year_of(dt.date(2024, 9, 30)) == FiscalYear(2567)
    assert fiscal_year_of(dt.date(2024, 10, 1)) == FiscalYear(2568)


@given(YEARS)
def test_years_follow_each_other_without_gap(year: FiscalYear) -> None:
    assert year.last_day + dt.timedelta(days=1) == year.next.first_day
    assert year.next.previous == year
    assert year.contains(year.first_day)
    assert year.contains(year.last_day)
    assert not year.contains(year.next.first_day)
    assert not year.contains(year.previous.last_day)


@given(YEARS)
def test_quarters_and_months_make_the_year(year: FiscalYear) -> None:
    quarters = [year.quarter(number) for number in (1, 2, 3, 4)]
    assert quarters[0][0] == year.first_month
    assert quarters[3][1] == year.last_month
    assert len(year.months()) == 12
    assert all(fiscal_year_of(month) == year for month in year.months())
    assert sorted(year.month_of(number) for number in range(1, 13)) == list(year.months())


def test_the_second_quarter_is_january_to_march() -> None:
    assert FiscalYear(2568).quarter(2) == (Month(2025, 1), Month(2025, 3))
    with pytest.raises(ValueError, match="quarters"):
        FiscalYear(2568).quarter(5)
