"""What every write of this app begins and ends with."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.common.errors import Refused
from prongsai.measures import permissions
from prongsai.measures.models import Amendment, Measure, Plan


def require_manager(actor: Any) -> None:
    """Refuse who may not write the plan; the program itself (None) may, at set-up and import."""
    if actor is not None and not permissions.may_manage_plan(actor):
        raise Refused(_("Only the officer in charge of integrity work may change the plan."))


def require_recorder(actor: Any, measure: Measure) -> None:
    """Refuse who may not record progress of this measure."""
    if actor is not None and not permissions.may_record_progress(actor, measure):
        raise Refused(_("Only the responsible divisions may record progress of this measure."))


def lock_plan(plan: Plan) -> Plan:
    """The plan's row, locked until the transaction ends."""
    return Plan.objects.select_for_update().get(pk=plan.pk)


def lock_measure(measure: Measure) -> Measure:
    """The measure's row, locked until the transaction ends."""
    return Measure.objects.select_for_update(of=("self",)).select_related("plan").get(pk=measure.pk)


def touch(measure: Measure, *fields: str) -> None:
    """Save the named fields and the time of change, of the measure and of its plan."""
    now = timezone.now()
    measure.updated_at = now
    measure.save(update_fields=[*fields, "updated_at"])
    Plan.objects.filter(pk=measure.plan_id).update(updated_at=now)


def change(field: str, before: object, after: object) -> dict[str, Any]:
    """One changed field for the log; long texts are kept whole: they are the history."""
    return {"field": field, "from": str(before or ""), "to": str(after or "")}


def require_draft(plan: Plan) -> None:
    """Refuse what may only happen while the plan is being prepared."""
    if plan.state == Plan.State.SUBMITTED:
        raise Refused(_("The plan is waiting for approval. Withdraw it to change it."))
    if plan.state == Plan.State.ANNOUNCED:
        raise Refused(
            _("The plan has been announced. Amend its measures one by one, with a reason.")
        )


def amend(
    actor: Any,
    measure: Measure,
    *,
    kind: str = Amendment.Kind.CHANGED,
    data: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Note a change of what was planned: free in a draft, refused while the plan is waiting for
    approval, and with a reason once it was announced. Call it inside the change's transaction.
    """
    plan = measure.plan
    if plan.state == Plan.State.DRAFT:
        return
    if plan.state == Plan.State.SUBMITTED:
        require_draft(plan)
    if not reason.strip():
        raise Refused(_("The plan has been announced. Say why it is amended."), "reason")
    said = data or {}
    Amendment.objects.create(
        plan=plan,
        measure=measure,
        kind=kind,
        field=said.get("field", ""),
        before=said.get("from", ""),
        after=said.get("to", ""),
        reason=reason.strip(),
        amended_on=timezone.localdate(),
        amended_by=actor,
    )
