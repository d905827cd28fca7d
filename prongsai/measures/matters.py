"""What measures offer for the matters of registers: to become a step, and which step it became."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.evidence.matters import Link, Taker, registry
from prongsai.measures.models import StepOrigin
from prongsai.measures.permissions import may_manage_plan


def offer_step(user: Any, kind: str, public_id: UUID) -> Link | None:
    """Make a step of it, for who manages the plan."""
    if not may_manage_plan(user):
        return None
    return Link(
        _("Make it a step of a measure"), reverse("measures_step_from", args=[kind, public_id])
    )


def find_steps(kind: str, public_ids: Collection[UUID]) -> dict[UUID, list[Link]]:
    """The steps that were made of these matters, in one query."""
    rows = StepOrigin.objects.filter(kind=kind, public_id__in=list(public_ids))
    found: dict[UUID, list[Link]] = {}
    for row in rows.select_related("step__measure__plan").order_by("added_at", "id"):
        measure = row.step.measure
        label = _("A step of measure %(number)s (%(year)s)") % {
            "number": measure.number,
            "year": measure.plan.fiscal_year,
        }
        url = reverse("measures_measure", args=[measure.public_id])
        found.setdefault(row.public_id, []).append(Link(label, url))
    return found


registry.register_taker(Taker(offer_step, find_steps))
