"""When a page has to be looked at again."""

import datetime as dt

import pytest

from prongsai.website.aging import Age, State, add_months, compute_age, find_week, latest

TODAY = dt.date(2026, 11, 29)


@pytest.mark.parametrize(
    ("looked_on", "months", "state", "due_on"),
    [
        (dt.date(2026, 11, 1), 1, State.DUE, dt.date(2026, 12, 1)),
        (dt.date(2026, 11, 20), 1, State.FRESH, dt.date(2026, 12, 20)),
        (dt.date(2026, 8, 31), 3, State.DUE, dt.date(2026, 11, 30)),
        (dt.date(2026, 8, 29), 3, State.DUE, dt.date(2026, 11, 29)),
        (dt.date(2026, 8, 28), 3, State.OVERDUE, dt.date(2026, 11, 28)),
        (dt.date(2025, 12, 14), 12, State.FRESH, dt.date(2026, 12, 14)),
        (dt.date(2025, 12, 13), 12, State.DUE, dt.date(2026, 12, 13)),
        (dt.date(2001, 1, 1), 0, State.FREE, None),
        (dt.date(2001, 1, 1), None, State.FREE, None),
        (None, 6, State.DUE, None),
    ],
)
def test_a_page_is_due_fourteen_days_before_its_day_and_overdue_after_it(
    looked_on: dt.date | None, months: int | None, state: State, due_on: dt.date | None
) -> None:
    assert compute_age(looked_on, months, on=TODAY) == Age(state, due_on)


def test_days_late_months_weeks_and_the_latest_day() -> None:
    assert Age(State.OVERDUE, TODAY).days_late(TODAY + dt.timedelta(days=3)) == 3
    assert Age(State.DUE).days_late(TODAY) == 0
    assert add_months(dt.date(2027, 1, 31), 1) == dt.date(2027, 2, 28)
    assert find_week(dt.date(2027, 1, 1)) == "2026-W53"
    assert latest(None, TODAY, dt.date(2020, 1, 1)) == TODAY
    assert latest(None) is None
