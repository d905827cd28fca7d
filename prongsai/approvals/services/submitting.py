"""A document leaves its writer: the text is frozen, the chain copied, the reporter signs."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.approvals import events, permissions
from prongsai.approvals.models import Act, ChainStep, Procedure, Round, Step, StepKind, Verdict
from prongsai.approvals.queries import list_chain_steps
from prongsai.approvals.registry import registry
from prongsai.approvals.rules import compute_digest
from prongsai.approvals.services.moving import make_act, open_next_desk
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.organization import queries as organization
from prongsai.organization.models import Division, Position, Role
from prongsai.organization.queries import Capacity


@transaction.atomic
def submit(
    *,
    actor: Any,
    kind: str,
    subject_id: int,
    title: str,
    number: str,
    dated_on: dt.date,
    content: dict[str, Any],
    on: dt.date | None = None,
    on_paper: bool = False,
    is_confidential: bool = False,
    most_days: int | None = None,
) -> Procedure:
    """Submit a document under its number and date; the reporter's desk is signed by this act.

    With `on_paper` that desk stays open: the reporter prints what was submitted now, signs it and
    records it with its photo. `content` holds plain JSON values. An empty `number` is given with the
    last signature. A confidential document is seen by those who sign it alone; `most_days` is what a
    desk may take at the most when it is urgent (working days).
    Raises `Refused` when the actor does not sign for the
    reporter's position today, a position of the chain does not exist, or the document is on its
    way already.
    """
    on = on or timezone.localdate()
    taken = Procedure.objects.filter(document_kind=kind, subject_id=subject_id)
    if taken.filter(state__in=[Procedure.State.RUNNING, Procedure.State.RETURNED]).exists():
        raise Refused(_("This document is on its way to approval already."))
    procedure = Procedure.objects.create(
        document_kind=kind,
        subject_id=subject_id,
        title=title,
        number=number,
        dated_on=dated_on,
        started_by=actor,
        is_confidential=is_confidential,
    )
    _start_round(actor, procedure, content, on, on_paper, most_days)
    record(actor=actor, event=events.SUBMITTED, target=procedure, data=_said(procedure))
    return procedure


@transaction.atomic
def resubmit(
    *,
    actor: Any,
    procedure: Procedure,
    title: str,
    content: dict[str, Any],
    on: dt.date | None = None,
    on_paper: bool = False,
    most_days: int | None = None,
) -> Procedure:
    """Submit a returned document again: a new round under the same number and date."""
    procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    if procedure.state != Procedure.State.RETURNED:
        raise Refused(_("Only a returned document can be submitted again."))
    procedure.state, procedure.remark, procedure.title = Procedure.State.RUNNING, "", title
    procedure.save(update_fields=["state", "remark", "title"])
    on = on or timezone.localdate()
    _start_round(actor, procedure, content, on, on_paper, most_days)
    record(actor=actor, event=events.RESUBMITTED, target=procedure, data=_said(procedure))
    return procedure


@transaction.atomic
def withdraw(*, actor: Any, procedure: Procedure, reason: str) -> Procedure:
    """Take a document back for good; its number stays, marked as withdrawn."""
    procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    if not permissions.may_withdraw(actor, procedure):
        raise Refused(_("Only who submitted the document may withdraw it."))
    if not procedure.is_open:
        raise Refused(_("This document has been decided."))
    if not reason.strip():
        raise Refused(_("Give the reason."), "reason")
    procedure.state, procedure.remark = Procedure.State.WITHDRAWN, reason.strip()
    procedure.save(update_fields=["state", "remark"])
    registry.get(procedure.document_kind).on_change(actor, procedure)
    record(actor=actor, event=events.WITHDRAWN, target=procedure, data={"reason": procedure.remark})
    return procedure


def _said(procedure: Procedure) -> dict[str, Any]:
    latest = procedure.rounds.order_by("-number")[0]
    return {"number": procedure.number, "round": latest.number, "sha256": latest.sha256}


def _start_round(
    actor: Any,
    procedure: Procedure,
    content: dict[str, Any],
    on: dt.date,
    on_paper: bool,
    most_days: int | None,
) -> Round:
    snapshot = {
        "format": 1,
        "kind": procedure.document_kind,
        "title": procedure.title,
        "number": procedure.number,
        "date": procedure.dated_on.isoformat(),
        "content": content,
    }
    made = Round.objects.create(
        procedure=procedure,
        number=procedure.rounds.count() + 1,
        snapshot=snapshot,
        sha256=compute_digest(snapshot),
        submitted_by=actor,
    )
    steps = _copy_chain(actor, made, on, most_days)
    capacity = _reporter(actor, steps[0], on)
    if not on_paper:
        _sign_report(actor, made, steps[0], capacity, on)
    open_next_desk(procedure, made, on)
    return made


def _copy_chain(actor: Any, made: Round, on: dt.date, most_days: int | None) -> list[Step]:
    divisions = organization.divisions_of(actor, on)
    links = [
        link
        for link in list_chain_steps(made.procedure.document_kind)
        if divisions or not _is_heads_opinion(link)
    ]
    positions = [(link, _position(link, divisions, actor, on)) for link in links]
    steps = [
        Step(
            round=made,
            order=order,
            kind=link.kind,
            position=position,
            position_title=position.title,
            days=link.days if most_days is None else min(link.days, most_days),
        )
        for order, (link, position) in enumerate(positions, start=1)
    ]
    return Step.objects.bulk_create(steps)


def _is_heads_opinion(link: ChainStep) -> bool:
    """Who works in no division has no head: that desk falls away."""
    return link.kind == StepKind.OPINION and link.role == Role.DIVISION_HEAD


def _position(link: ChainStep, divisions: list[Division], actor: Any, on: dt.date) -> Position:
    if link.position is not None:
        return link.position
    candidates: list[Position | None]
    if link.kind == StepKind.REPORT and link.role == Role.OFFICER:
        # "Officer" at the first desk is whoever wrote the document.
        candidates = list(organization.positions_of(actor, on))
    elif link.role == Role.DIVISION_HEAD:
        candidates = [organization.find_position(link.role, d) for d in divisions]
    else:
        candidates = [organization.find_position(link.role)]
    position = next((p for p in candidates if p is not None), None)
    if position is None:
        raise Refused(
            _("There is no position “%(role)s” in the organization; add it first.")
            % {"role": Role(link.role).label}
        )
    return position


def _reporter(actor: Any, step: Step, on: dt.date) -> Capacity:
    """In which capacity the actor submits; only the reporter of the day may."""
    if step.kind != StepKind.REPORT:
        raise Refused(_("The chain of approval must begin with the reporter."))
    capacity = organization.resolve(step.position, on)
    if capacity is None or capacity.user.pk != actor.pk:
        raise Refused(
            _("Only who signs for “%(position)s” today may submit this.")
            % {"position": step.position_title}
        )
    return capacity


def _sign_report(actor: Any, made: Round, step: Step, capacity: Capacity, on: dt.date) -> Act:
    return make_act(
        step=step,
        round=made,
        verdict=Verdict.SIGNED,
        opinion="",
        signer=actor,
        name=str(actor),
        lines=capacity.lines,
        on=on,
        recorded_by=actor,
    )
