"""The plan as an act: submitted for approval, announced, followed."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.approvals import services as approvals
from prongsai.approvals.models import Procedure
from prongsai.approvals.queries import find_approved, find_latest, last_round
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.correspondence.models import RegisterKind
from prongsai.correspondence.services import bind_entry, take_number
from prongsai.measures import events
from prongsai.measures.approvables import PLAN_KIND
from prongsai.measures.models import Plan
from prongsai.measures.plan_data import collect_plan, has_new_analysis
from prongsai.measures.report import freeze
from prongsai.measures.report.compose import report_title
from prongsai.measures.report_data import current_wording, numbered, reporter_division
from prongsai.measures.services.guards import lock_plan, require_manager


@transaction.atomic
def submit_plan(
    *,
    actor: Any,
    plan: Plan,
    dated_on: dt.date | None = None,
    on: dt.date | None = None,
    on_paper: bool = False,
) -> Procedure:
    """Submit the plan for approval: first at the start of the year, again after amendments.

    While it waits, what is planned can't change. With `on_paper` the reporter's own signature is
    recorded afterwards. Raises `Refused` when it waits already, has no
    measures, or nothing changed since it was approved.
    """
    require_manager(actor)
    plan = lock_plan(plan)
    on = on or timezone.localdate()
    if plan.state == Plan.State.SUBMITTED:
        raise Refused(_("The plan is waiting for approval already."))
    if not plan.measures.exists():
        raise Refused(_("A plan without measures can't be submitted."))
    latest = find_latest(PLAN_KIND, plan.pk)
    if plan.is_announced and not has_unapproved_changes(plan):
        raise Refused(_("Nothing was amended since the plan was approved."))
    if latest is not None and latest.state == Procedure.State.RETURNED:
        procedure = _submit_again(actor, plan, latest, on, on_paper)
    else:
        procedure = _submit_new(actor, plan, dated_on or on, on, on_paper)
    plan.state, plan.updated_at = Plan.State.SUBMITTED, timezone.now()
    plan.save(update_fields=["state", "updated_at"])
    record(actor=actor, event=events.PLAN_SUBMITTED, target=plan, data={"number": procedure.number})
    return procedure


def has_open_amendments(plan: Plan) -> bool:
    """Whether an announced plan was amended after the text that was approved had been submitted."""
    approved = find_approved(PLAN_KIND, plan.pk)
    found = plan.amendments.all()
    if approved is not None:
        found = found.filter(created_at__gt=last_round(approved).submitted_at)
    return found.exists()


def has_unapproved_changes(plan: Plan) -> bool:
    """Whether an announced plan says something that was not approved: amendments, or another
    analysis of last year's result."""
    return has_open_amendments(plan) or has_new_analysis(plan)


def _submit_new(
    actor: Any, plan: Plan, dated_on: dt.date, on: dt.date, on_paper: bool
) -> Procedure:
    title = report_title(collect_plan(plan), current_wording(), "plan_subject")
    entry = take_number(
        actor=actor,
        kind=RegisterKind.MEMO,
        division=reporter_division(),
        dated_on=dated_on,
        subject=title,
    )
    procedure = approvals.submit(
        actor=actor,
        kind=PLAN_KIND,
        subject_id=plan.pk,
        title=title,
        number=entry.written,
        dated_on=dated_on,
        content=_content(plan, entry.written, dated_on),
        on=on,
        on_paper=on_paper,
    )
    bind_entry(entry=entry, procedure=procedure)
    return procedure


def _submit_again(
    actor: Any, plan: Plan, procedure: Procedure, on: dt.date, on_paper: bool
) -> Procedure:
    return approvals.resubmit(
        actor=actor,
        procedure=procedure,
        title=procedure.title,
        content=_content(plan, procedure.number, procedure.dated_on),
        on=on,
        on_paper=on_paper,
    )


def _content(plan: Plan, number: str, dated_on: dt.date) -> dict[str, Any]:
    return freeze(numbered(collect_plan(plan), number, dated_on), current_wording())


def follow_plan(*, actor: Any, procedure: Procedure) -> None:
    """Carry the end of the approval over to the plan, in the approval's transaction.

    A plan that was announced before stays announced when its amendments are not approved.
    """
    plan = Plan.objects.select_for_update().get(pk=procedure.subject_id)
    if procedure.state == Procedure.State.APPROVED:
        plan.state, plan.announced_on = (
            Plan.State.ANNOUNCED,
            plan.announced_on or procedure.ended_on,
        )
        event = events.PLAN_ANNOUNCED
    else:
        plan.state = Plan.State.ANNOUNCED if plan.announced_on else Plan.State.DRAFT
        event = events.PLAN_NOT_APPROVED
    plan.save(update_fields=["state", "announced_on"])
    record(actor=actor, event=event, target=plan, data={"number": procedure.number})
