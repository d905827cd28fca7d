""" "ขอข้อมูลจากกอง": ask every division for its missing cells, and take its answer."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.common.errors import Refused
from prongsai.measures import events, permissions
from prongsai.measures.models import DataRequest, Plan
from prongsai.measures.queries import gaps_by_division
from prongsai.measures.services.guards import lock_plan, require_manager
from prongsai.measures.wording import request_notice, request_text
from prongsai.organization import queries as organization
from prongsai.organization.models import Division


@transaction.atomic
def ask_divisions(
    *, actor: Any, plan: Plan, due_on: dt.date, divisions: Sequence[Division] | None = None
) -> list[DataRequest]:
    """Ask each division that owes cells (or the ones named) until a day; no division twice.

    An open request is renewed with the new day. Raises `Refused` when nothing is missing or the
    day has passed.
    """
    require_manager(actor)
    if due_on < timezone.localdate():
        raise Refused(_("The day for the answer has passed already."), "due_on")
    plan = lock_plan(plan)
    gaps = gaps_by_division(plan)
    asked = [d for d in gaps if divisions is None or d in divisions]
    if not asked:
        raise Refused(_("Nothing is missing: there is nobody to ask."))
    return [_ask(actor, plan, division, due_on) for division in asked]


def _ask(actor: Any, plan: Plan, division: Division, due_on: dt.date) -> DataRequest:
    text = request_text(plan.fiscal_year, division.name, due_on)
    request, _is_new = DataRequest.objects.update_or_create(
        plan=plan,
        division=division,
        state=DataRequest.State.OPEN,
        defaults={"message": text, "due_on": due_on},
        create_defaults={
            "message": text,
            "due_on": due_on,
            "asked_by": actor,
            "state": DataRequest.State.OPEN,
        },
    )
    notify(
        recipients=organization.people_of(division, timezone.localdate()),
        text=request_notice(plan.fiscal_year, due_on),
        link=f"/office/measures/answer/{request.public_id}/",
        key=f"data-request:{request.pk}:{due_on}",
        email=True,
    )
    record(
        actor=actor,
        event=events.DATA_REQUESTED,
        target=plan,
        data={"division": division.name, "due_on": str(due_on)},
    )
    return request


@transaction.atomic
def finish_answer(*, actor: Any, request: DataRequest, remark: str = "") -> DataRequest:
    """Say that the division has filled in what it could; tells the one who asked."""
    if not permissions.may_answer(actor, request):
        raise Refused(_("Only people of this division may answer."))
    request = DataRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.state != DataRequest.State.OPEN:
        raise Refused(_("This request has been answered already."))
    request.state, request.remark = DataRequest.State.ANSWERED, remark.strip()
    request.answered_by, request.answered_at = actor, timezone.now()
    request.save()
    notify(
        recipients=[request.asked_by],
        text=_("%(division)s has answered the request for data.")
        % {"division": request.division.name},
        link=f"/office/measures/{request.plan.fiscal_year}/requests/",
        key=f"data-answer:{request.pk}",
    )
    record(
        actor=actor,
        event=events.DATA_ANSWERED,
        target=request.plan,
        data={"division": request.division.name},
    )
    return request


@transaction.atomic
def close_request(*, actor: Any, request: DataRequest) -> DataRequest:
    """Withdraw an open request."""
    require_manager(actor)
    request = DataRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.state != DataRequest.State.OPEN:
        raise Refused(_("This request has been answered already."))
    request.state = DataRequest.State.CLOSED
    request.save(update_fields=["state"])
    record(
        actor=actor,
        event=events.REQUEST_CLOSED,
        target=request.plan,
        data={"division": request.division.name},
    )
    return request
