"""When to remind of a deadline, so that nobody is told the same thing twice."""

import datetime as dt

DAYS_BEFORE, EVERY_DAYS_AFTER = 3, 3


def find_cause(due_on: dt.date, on: dt.date) -> str:
    """Why to remind on a day: "before", "due", "late-0", "late-1" …, or an empty text.

    A cause is said once: three days before, on the day, then every three days.
    """
    days = (due_on - on).days
    if days > DAYS_BEFORE:
        return ""
    if days >= 0:
        return "before" if days else "due"
    return f"late-{(-days - 1) // EVERY_DAYS_AFTER}"


def days_late(due_on: dt.date, on: dt.date) -> int:
    """How many days a deadline lies behind; 0 when it does not."""
    return max((on - due_on).days, 0)
