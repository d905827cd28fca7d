"""Whether something is renewed as often as it must be."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from prongsai.thai.calendar import Month

DAYS_A_MONTH, MOST_DAYS = 7, 30


class State(StrEnum):
    """fresh; due: in the last days before the day; overdue: the day has passed."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Freshness:
    """The state, and the last day on which it must be renewed."""

    state: State
    due_on: dt.date | None = None


def compute_freshness(updated_on: dt.date | None, months: int | None, *, on: dt.date) -> Freshness:
    """How fresh something is that must be renewed every so many months.

    Without a cadence it stays fresh; without a last update it is unknown. It is due in the last days before
    its day: seven for each month of the cadence, at most thirty.
    """
    if months is None:
        return Freshness(State.FRESH)
    if updated_on is None:
        return Freshness(State.UNKNOWN)
    due_on = add_months(updated_on, months)
    warned_on = due_on - dt.timedelta(days=min(DAYS_A_MONTH * months, MOST_DAYS))
    if on > due_on:
        return Freshness(State.OVERDUE, due_on)
    return Freshness(State.DUE if on >= warned_on else State.FRESH, due_on)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or that month's last day."""
    month = Month.of(day).plus(months)
    return month.last_day.replace(day=min(day.day, month.last_day.day))
