"""When a page has to be looked at again. Pure rules: no database, no clock."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from prongsai.thai.calendar import Month

WARNED_DAYS = 14
# Whoever does not look for so long is brought before the head, later before the chief administrator.
HEAD_DAYS, CHIEF_DAYS = 14, 30


class State(StrEnum):
    """fresh; due: in the last fourteen days, or nobody knows since when it stands; overdue: the day
    has passed; free: nobody asks for another look."""

    OVERDUE = "overdue"
    DUE = "due"
    FRESH = "fresh"
    FREE = "free"


@dataclass(frozen=True)
class Age:
    """How a page stands, and the last day on which it should be looked at."""

    state: State
    due_on: dt.date | None = None

    def days_late(self, on: dt.date) -> int:
        """How many days the day lies behind; 0 when it does not."""
        return max((on - self.due_on).days, 0) if self.due_on else 0


def compute_age(looked_on: dt.date | None, months: int | None, *, on: dt.date) -> Age:
    """How a page stands that was last changed or found right on a day; `months` is its cadence
    (None or 0: nobody asks)."""
    if not months:
        return Age(State.FREE)
    if looked_on is None:
        return Age(State.DUE)
    due_on = add_months(looked_on, months)
    if on > due_on:
        return Age(State.OVERDUE, due_on)
    is_near = on >= due_on - dt.timedelta(days=WARNED_DAYS)
    return Age(State.DUE if is_near else State.FRESH, due_on)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or that month's last day."""
    month = Month.of(day).plus(months)
    return month.last_day.replace(day=min(day.day, month.last_day.day))


def latest(*days: dt.date | None) -> dt.date | None:
    """The latest of the days that are known."""
    return max((day for day in days if day), default=None)


def find_week(on: dt.date) -> str:
    """The week of a day by ISO 8601, for example 2026-W48: within it nobody is told twice."""
    year, week, _day = on.isocalendar()
    return f"{year}-W{week:02d}"
