"""The morning round: deadlines near and passed, up the line of command when nothing happens."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction

from prongsai.channels.services import notify
from prongsai.mailroom import wording
from prongsai.mailroom.models import Assignment
from prongsai.mailroom.queries import list_open_assignments
from prongsai.mailroom.rules import LATE, LATE_CHIEF, LATE_HEAD, SOON, compute_alarm
from prongsai.mailroom.services.assigning import head_of, who_acts
from prongsai.mailroom.services.guards import link_of
from prongsai.organization.models import Role
from prongsai.organization.queries import holders_of_role, list_holidays

FURTHEST = dt.timedelta(days=400)


def remind_of_papers(*, on: dt.date) -> int:
    """Remind of every open assignment that is near or late; returns how many people were told."""
    holidays = list_holidays(on - FURTHEST, on + FURTHEST)
    told = 0
    for assignment in list_open_assignments():
        alarm = compute_alarm(assignment.due_on, on, holidays)
        if alarm:
            told += _remind(assignment, alarm, on)
    return told


@transaction.atomic
def _remind(assignment: Assignment, alarm: str, on: dt.date) -> int:
    paper, division = assignment.paper, assignment.division
    write: Callable[..., str] = wording.soon_notice if alarm == SOON else wording.late_notice
    # One notice a person and stage: who missed a morning hears of it on the next.
    return sum(
        notify(
            recipients=_people(assignment, stage, on),
            text=write(paper, division.name, assignment.due_on),
            link=link_of(paper),
            key=f"assignment:{assignment.pk}:{assignment.due_on}:{stage}",
            email=True,
        )
        for stage in _stages(alarm)
    )


def _stages(alarm: str) -> list[str]:
    """The alarm with those it includes."""
    order = [LATE, LATE_HEAD, LATE_CHIEF]
    return [SOON] if alarm == SOON else order[: order.index(alarm) + 1]


def _people(assignment: Assignment, stage: str, on: dt.date) -> list[Any]:
    if stage == LATE_HEAD:
        return [head_of(assignment.division, on)]
    if stage == LATE_CHIEF:
        return holders_of_role(Role.CHIEF_ADMINISTRATOR, on)
    return who_acts(assignment.paper, assignment.division)
