"""Steps made of what registers brought up: resolutions, problems, suggestions."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.common.errors import Refused
from prongsai.evidence.matters import registry
from prongsai.measures.models import Measure, Step, StepOrigin
from prongsai.measures.services.guards import lock_measure, require_manager
from prongsai.measures.services.lines import change_steps

LONGEST_STEP = 1000


@transaction.atomic
def add_step_from(
    *, actor: Any, measure: Measure, kind: str, public_id: UUID, text: str, reason: str = ""
) -> Step:
    """Add a step to a measure and keep which matter it was made of; `text` becomes one line.

    An announced plan wants the `reason`. Raises what the matter's own door raises for who may not
    read it.
    """
    require_manager(actor)
    known = registry.find_kind(kind)
    if known is None:
        raise Refused(_("There is no such register."))
    matter = known.load(actor, public_id)
    measure = lock_measure(measure)
    _check(measure, kind, public_id)
    line = _clean(text)
    rows = list(measure.steps.all())
    texts = [*(row.text for row in rows), line]
    change_steps(actor=actor, measure=measure, texts=texts, reason=reason)
    step = measure.steps.exclude(pk__in=[row.pk for row in rows]).get()
    StepOrigin.objects.create(
        step=step, kind=kind, public_id=public_id, label=matter.origin[:300], added_by=actor
    )
    return step


def _check(measure: Measure, kind: str, public_id: UUID) -> None:
    if measure.is_stopped:
        raise Refused(_("This measure is postponed or cancelled. Resume it first."), "measure")
    made = StepOrigin.objects.filter(step__measure=measure, kind=kind, public_id=public_id)
    if made.exists():
        raise Refused(_("It is a step of this measure already."), "measure")


def _clean(text: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise Refused(_("Write the step."), "text")
    if len(line) > LONGEST_STEP:
        raise Refused(_("At most %(n)s characters.") % {"n": LONGEST_STEP}, "text")
    return line
