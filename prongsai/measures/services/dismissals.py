"""Answers to warnings: dismissed with a reason, or a name corrected with one click."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.measures import events
from prongsai.measures.models import CheckDismissal, Measure, Plan
from prongsai.measures.services.guards import (
    amend,
    change,
    lock_measure,
    lock_plan,
    require_manager,
    require_recorder,
    touch,
)


@transaction.atomic
def dismiss_warning(
    *, actor: Any, plan: Plan, fingerprint: str, code: str, reason: str
) -> CheckDismissal:
    """Say why an objection does not hold; it is not raised again for the same text."""
    require_manager(actor)
    if len(reason.strip()) < 3:
        raise Refused(_("Give the reason why this is all right."), "reason")
    plan = lock_plan(plan)
    dismissal, _is_new = CheckDismissal.objects.update_or_create(
        plan=plan,
        fingerprint=fingerprint,
        defaults={"code": code, "reason": reason.strip(), "dismissed_by": actor},
    )
    record(
        actor=actor,
        event=events.WARNING_DISMISSED,
        target=plan,
        data={"code": code, "reason": reason.strip()},
    )
    return dismissal


@transaction.atomic
def restore_warning(*, actor: Any, dismissal: CheckDismissal) -> None:
    """Take a dismissal back."""
    require_manager(actor)
    record(
        actor=actor,
        event=events.WARNING_RESTORED,
        target=dismissal.plan,
        data={"code": dismissal.code},
    )
    dismissal.delete()


@transaction.atomic
def fix_spelling(*, actor: Any, measure: Measure, wrong: str, right: str) -> Measure:
    """Replace a misspelt name in all texts of a measure."""
    measure = lock_measure(measure)
    require_recorder(actor, measure)
    if not wrong or wrong == right:
        raise Refused(_("There is nothing to correct."))
    for field in ("title", "expected_outcome", "outcome_result"):
        setattr(measure, field, getattr(measure, field).replace(wrong, right))
    for step in measure.steps.filter(text__contains=wrong):
        step.text = step.text.replace(wrong, right)
        step.save(update_fields=["text"])
    for output in measure.outputs.all():
        output.expected = output.expected.replace(wrong, right)
        output.result = output.result.replace(wrong, right)
        output.save(update_fields=["expected", "result"])
    touch(measure, "title", "expected_outcome", "outcome_result")
    amend(
        actor, measure, data=change("spelling", wrong, right), reason=_("Correction of a spelling.")
    )
    record(
        actor=actor,
        event=events.SPELLING_FIXED,
        target=measure,
        data=change("spelling", wrong, right),
    )
    return measure
