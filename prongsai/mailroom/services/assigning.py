"""Writes: divisions get a paper with a deadline, accept it, finish it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.common.errors import Refused
from prongsai.mailroom import events, permissions, wording
from prongsai.mailroom.models import Assignment, ReceivedPaper
from prongsai.mailroom.rules import compute_due, compute_state
from prongsai.mailroom.services.guards import link_of, lock_paper
from prongsai.organization.models import Division, Role
from prongsai.organization.permissions import works_in
from prongsai.organization.queries import find_position, list_holidays, people_of, resolve


def usual_due(paper: ReceivedPaper, on: dt.date) -> dt.date:
    """The deadline that a paper's urgency suggests."""
    return compute_due(on, paper.urgency, list_holidays(on, on + dt.timedelta(days=60)))


@transaction.atomic
def assign_paper(
    *,
    actor: Any,
    paper: ReceivedPaper,
    divisions: Sequence[Division],
    due_on: dt.date | None = None,
    instruction: str = "",
) -> list[Assignment]:
    """Say which divisions act on a paper by when; without a day the urgency decides.

    A division that has it already gets the new deadline and instruction.
    """
    paper = lock_paper(actor, paper)
    if not permissions.may_assign(actor, paper):
        raise Refused(_("Only the registrar, the chief administrator and the mayor assign papers."))
    today = timezone.localdate()
    if not divisions:
        raise Refused(_("Choose at least one division."), "divisions")
    if due_on is not None and due_on < today:
        raise Refused(_("The deadline lies in the past."), "due_on")
    due = due_on or usual_due(paper, today)
    made = [_assign(actor, paper, d, due, instruction.strip()[:500]) for d in divisions]
    settle(paper)
    names = [division.name for division in divisions]
    record(
        actor=actor,
        event=events.ASSIGNED,
        target=paper,
        data={"divisions": names, "due": str(due)},
    )
    return made


def _assign(
    actor: Any, paper: ReceivedPaper, division: Division, due: dt.date, instruction: str
) -> Assignment:
    assignment, _is_new = Assignment.objects.update_or_create(
        paper=paper,
        division=division,
        defaults={
            "instruction": instruction,
            "due_on": due,
            "state": Assignment.State.WAITING,
            "assigned_by": actor,
            "assigned_at": timezone.now(),
            "accepted_by": None,
            "accepted_at": None,
            "done_by": None,
            "done_at": None,
        },
    )
    notify(
        recipients=who_acts(paper, division),
        text=wording.assigned_notice(paper, division.name, due),
        link=link_of(paper),
        key=f"assigned:{assignment.pk}:{due}",
        email=True,
    )
    return assignment


def who_acts(paper: ReceivedPaper, division: Division) -> list[Any]:
    """Whom to tell in a division: everybody, of a classified paper the head alone."""
    today = timezone.localdate()
    if not paper.is_classified:
        return people_of(division, today)
    return list(filter(None, [head_of(division, today)]))


def head_of(division: Division, on: dt.date) -> Any:
    """Who heads a division on a day, or acts for the head; None when nobody does."""
    position = find_position(Role.DIVISION_HEAD, division)
    capacity = resolve(position, on) if position else None
    return capacity.user if capacity else None


def settle(paper: ReceivedPaper) -> None:
    """Bring a paper's state and deadline in step with its assignments."""
    rows = list(paper.assignments.all())
    paper.state = compute_state(a.state for a in rows)
    paper.due_on = min((a.due_on for a in rows if a.is_open), default=None)
    paper.save(update_fields=["state", "due_on"])


def _lock(actor: Any, assignment: Assignment) -> Assignment:
    paper = lock_paper(actor, assignment.paper)
    assignment = Assignment.objects.select_related("division").get(pk=assignment.pk)
    assignment.paper = paper
    if not works_in(actor, assignment.division):
        raise Refused(_("Only people of the division may do this."))
    if not assignment.is_open:
        raise Refused(_("The division has finished this already."))
    return assignment


@transaction.atomic
def accept_assignment(*, actor: Any, assignment: Assignment) -> Assignment:
    """A person of the division says that the work has begun."""
    assignment = _lock(actor, assignment)
    assignment.state = Assignment.State.ACCEPTED
    assignment.accepted_by, assignment.accepted_at = actor, timezone.now()
    assignment.save()
    record(
        actor=actor,
        event=events.ACCEPTED,
        target=assignment.paper,
        data={"division": assignment.division.name},
    )
    return assignment


@transaction.atomic
def finish_assignment(*, actor: Any, assignment: Assignment, result: str) -> Assignment:
    """A person of the division says what was done."""
    assignment = _lock(actor, assignment)
    result = result.strip()
    if not result:
        raise Refused(_("Write what was done."), "result")
    if len(result) > 1000:
        raise Refused(_("At most %(n)s characters.") % {"n": 1000}, "result")
    now = timezone.now()
    if assignment.accepted_at is None:
        assignment.accepted_by, assignment.accepted_at = actor, now
    assignment.state, assignment.result = Assignment.State.DONE, result
    assignment.done_by, assignment.done_at = actor, now
    assignment.save()
    settle(assignment.paper)
    record(
        actor=actor,
        event=events.COMPLETED,
        target=assignment.paper,
        data={"division": assignment.division.name},
    )
    notify(
        recipients=[assignment.assigned_by],
        text=wording.done_notice(assignment.paper, assignment.division.name),
        link=link_of(assignment.paper),
        key=f"assignment-done:{assignment.pk}:{now.timestamp():.0f}",
    )
    return assignment
