"""Reminders for steps that are due soon or overdue: in the office and by e-mail."""

import datetime as dt
from typing import Any

from django.db import transaction

from prongsai.channels.services import notify
from prongsai.measures.models import Step
from prongsai.measures.queries import list_open_steps
from prongsai.measures.rules import compute_due
from prongsai.measures.wording import due_notice, overdue_notice
from prongsai.organization import queries as organization

DAYS_BEFORE = 7
# After the day itself the reminder comes back this often, so that it is neither lost nor a nuisance.
EVERY_DAYS_AFTER = 14


def remind_of_steps(*, on: dt.date) -> int:
    """Remind the people of each step due within 7 days or overdue; returns how many steps."""
    reminded = 0
    for step in list_open_steps(on):
        due = compute_due(due_on=step.due_on, period_end=step.measure.period_end)
        if due and (cause := _cause(due, on)):
            _remind(step, due, cause)
            reminded += 1
    return reminded


def _cause(due: dt.date, on: dt.date) -> str:
    days = (due - on).days
    if 0 <= days <= DAYS_BEFORE:
        return "soon"
    if days < 0:
        return f"late-{(-days - 1) // EVERY_DAYS_AFTER}"
    return ""


@transaction.atomic
def _remind(step: Step, due: dt.date, cause: str) -> None:
    measure = step.measure
    wording = due_notice if cause == "soon" else overdue_notice
    notify(
        recipients=_people(measure),
        text=wording(measure.number, step.text, due)[:500],
        link=f"/office/measures/measure/{measure.public_id}/",
        key=f"step:{step.pk}:{due}:{cause}",
        email=True,
    )


def _people(measure: Any) -> list[Any]:
    named = list(measure.people.all())
    if named:
        return named
    return organization.officers_to_remind(
        None if measure.is_for_all_divisions else list(measure.divisions.all())
    )
