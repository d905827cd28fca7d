"""Resolutions, problems and suggestions as matters that apps above may take further."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from prongsai.evidence.matters import Kind, Matter, registry
from prongsai.meetings.queries.access import access_concern, access_resolution
from prongsai.meetings.wording import full_name

RESOLUTION, CONCERN = "meetings-resolution", "meetings-concern"


def load_resolution(actor: Any, public_id: UUID) -> Matter:
    """A resolution for who may see it; a confidential one goes nowhere else."""
    found = access_resolution(actor, public_id)
    if found.item.is_confidential:
        raise Http404
    return Matter(found.text, full_name(found.meeting))


def load_concern(actor: Any, public_id: UUID) -> Matter:
    """A problem or suggestion for who may see it; a confidential one goes nowhere else."""
    found = access_concern(actor, public_id)
    if found.item is not None and found.item.is_confidential:
        raise Http404
    return Matter(found.text, full_name(found.meeting))


def address_of_resolution(public_id: UUID) -> str:
    """Where a resolution stands in the office."""
    return f"/office/meetings/resolutions/{public_id}/"


def address_of_concern(public_id: UUID) -> str:
    """Where a problem or suggestion stands in the office."""
    return f"/office/meetings/concerns/{public_id}/"


registry.register(
    Kind(RESOLUTION, _("Resolution of a meeting"), load_resolution, address_of_resolution)
)
registry.register(
    Kind(CONCERN, _("Problem or suggestion from a meeting"), load_concern, address_of_concern)
)
