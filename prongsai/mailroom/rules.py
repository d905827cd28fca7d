"""Pure rules of received papers (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ ข้อ ๓๕–๔๐)."""

import datetime as dt
from collections.abc import Collection, Iterable

from prongsai.correspondence.rules import URGENCY_DAYS
from prongsai.organization.rules import add_working_days, next_working_day
from prongsai.thai.words import normalise

# Working days a division has when the paper is not urgent: the usual practice, a default only.
USUAL_DAYS = 7
DAYS_BEFORE = 1
# Working days late after which the head of the division, then the chief administrator is told.
HEAD_AFTER, CHIEF_AFTER = 1, 3
SOON, LATE, LATE_HEAD, LATE_CHIEF = "soon", "late", "late-head", "late-chief"


def compute_due(on: dt.date, urgency: str, holidays: Collection[dt.date]) -> dt.date:
    """By when a division acts on a paper that is assigned on a day."""
    days = URGENCY_DAYS.get(urgency, USUAL_DAYS)
    return add_working_days(next_working_day(on, holidays), days, holidays)


def is_late(due_on: dt.date | None, today: dt.date) -> bool:
    """Whether a deadline has passed."""
    return due_on is not None and due_on < today


def compute_alarm(due_on: dt.date, today: dt.date, holidays: Collection[dt.date]) -> str:
    """Which alarm a deadline gives today: none, soon, late, late for the head, for the chief."""
    if today <= due_on:
        is_near = today >= due_on - dt.timedelta(days=1) or (
            add_working_days(today, DAYS_BEFORE, holidays) >= due_on
        )
        return SOON if is_near else ""
    if today >= add_working_days(due_on, CHIEF_AFTER, holidays):
        return LATE_CHIEF
    if today >= add_working_days(due_on, HEAD_AFTER, holidays):
        return LATE_HEAD
    return LATE


def make_sender_key(sender: str, sender_number: str) -> str:
    """What two entries of the same letter have in common; empty without a number."""
    number = "".join(c for c in normalise(sender_number) if c.isalnum())
    name = "".join(c for c in normalise(sender) if c.isalnum())
    return f"{number}|{name}"[:420] if number else ""


def compute_state(assignment_states: Iterable[str]) -> str:
    """The state of a paper from those of its assignments; without any it waits."""
    states = list(assignment_states)
    if not states:
        return "received"
    return "done" if all(state == "done" for state in states) else "assigned"
