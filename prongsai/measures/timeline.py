"""The drawing of a year: months × measures, today's line, lateness in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prongsai.measures.models import Measure, Plan
from prongsai.measures.rules import compute_due, is_overdue
from prongsai.thai.calendar import Month
from prongsai.thai.fiscal import FiscalYear


@dataclass(frozen=True)
class Slot:
    """One month of one measure: whether it is filled, whether the bar begins or ends here, and how far
    into it today is, in steps of 5 %: the style sheet knows each, so pages need no styles inside."""

    is_filled: bool
    edge: str
    today_at: int | None


@dataclass(frozen=True)
class Row:
    """One measure of the drawing."""

    measure: Any
    state: str
    words: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Timeline:
    """The whole drawing."""

    months: tuple[Month, ...]
    this_month: Month
    rows: tuple[Row, ...]


def draw_timeline(plan: Plan, measures: Sequence[Measure], on: dt.date) -> Timeline:
    """The drawing of a plan as of a day; measures come loaded with their steps."""
    months = tuple(FiscalYear(plan.fiscal_year).months())
    rows = tuple(_row(measure, months, on) for measure in measures)
    return Timeline(months, Month(on.year, on.month), rows)


def draw_published(measures: Sequence[Any], fiscal_year: int, on: dt.date) -> Timeline:
    """The drawing of a published version; its states are those of the day it was published."""
    months = tuple(FiscalYear(fiscal_year).months())
    return Timeline(
        months, Month(on.year, on.month), tuple(_published(m, months, on) for m in measures)
    )


def _published(measure: Any, months: tuple[Month, ...], on: dt.date) -> Row:
    start, end = _bar(measure, months)
    slots = tuple(_slot(month, start, end, on) for month in months)
    if measure.days_late:
        return Row(measure, "late", say_late(measure.days_late), slots)
    return Row(measure, measure.state, measure.state_label, slots)


def _row(measure: Measure, months: tuple[Month, ...], on: dt.date) -> Row:
    start, end = _bar(measure, months)
    slots = tuple(_slot(month, start, end, on) for month in months)
    late = days_late(measure, on)
    state = "late" if late > 0 else measure.state
    return Row(measure, state, say_state(measure, on), slots)


def _bar(measure: Any, months: tuple[Month, ...]) -> tuple[Month, Month]:
    """First and last month of the bar; a frequency fills the year, a deadline marks its month."""
    start, end = measure.start_month, measure.end_month
    if start is None and end is None:
        return months[0], months[-1]
    return start or end or months[0], end or months[-1]


def _slot(month: Month, start: Month, end: Month, on: dt.date) -> Slot:
    edges = [name for name, edge in (("start", start), ("end", end)) if month == edge]
    now = Month(on.year, on.month) == month
    at = 5 * round(20 * (on.day - 1) / month.last_day.day) if now else None
    return Slot(start <= month <= end, " ".join(edges), at)


def days_late(measure: Measure, on: dt.date) -> int:
    """By how many days the latest-due undone step is over; 0 when nothing is."""
    if measure.is_stopped:
        return 0
    dues = [
        due
        for step in measure.steps.all()
        if (due := compute_due(due_on=step.due_on, period_end=measure.period_end))
        and is_overdue(due=due, is_done=step.status == "done", on=on)
    ]
    return max(((on - due).days for due in dues), default=0)


def next_due(measure: Measure) -> dt.date | None:
    """The earliest day on which an undone step is due."""
    if measure.is_stopped:
        return None
    dues = [
        due
        for step in measure.steps.all()
        if step.status != "done"
        and (due := compute_due(due_on=step.due_on, period_end=measure.period_end))
    ]
    return min(dues, default=None)


def say_late(days: int) -> str:
    """Lateness in words."""
    return ngettext("overdue by %(days)s day", "overdue by %(days)s days", days) % {"days": days}


def say_state(measure: Measure, on: dt.date) -> str:
    """The state in words: "overdue by 12 days", "due in 5 days", or the state itself."""
    late = days_late(measure, on)
    if late:
        return say_late(late)
    due = next_due(measure)
    if due is not None and 0 <= (due - on).days <= 30 and measure.state != "finished":
        left = (due - on).days
        if left == 0:
            return _("due today")
        return ngettext("due in %(days)s day", "due in %(days)s days", left) % {"days": left}
    return str(measure.get_state_display())
