"""The doors: nobody gets a meeting, item or resolution for a person except through one of these."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from prongsai.meetings import permissions
from prongsai.meetings.models import AgendaItem, Body, Concern, Meeting, Minutes, Resolution
from prongsai.organization.models import Division


def access_body(actor: Any, code: str) -> Body:
    """A body for who may see what it does; 404 when there is none, 403 without the right."""
    found = Body.objects.filter(code=code).first()
    if found is None:
        raise Http404
    if not permissions.may_see_body(actor, found):
        raise PermissionDenied
    return found


def access_kept_body(actor: Any, code: str) -> Body:
    """A body for who keeps its meetings."""
    body = access_body(actor, code)
    if not permissions.may_keep(actor, body):
        raise PermissionDenied
    return body


def access_meeting(actor: Any, public_id: UUID) -> Meeting:
    """A meeting for who may see what its body does. Its confidential items: `visible_items`."""
    found = Meeting.objects.select_related("body", "minutes").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    if not permissions.may_see_body(actor, found.body):
        raise PermissionDenied
    return found


def access_kept(actor: Any, public_id: UUID) -> Meeting:
    """A meeting for who keeps it."""
    meeting = access_meeting(actor, public_id)
    if not permissions.may_keep(actor, meeting.body):
        raise PermissionDenied
    return meeting


def access_item(actor: Any, meeting: Meeting, pk: int) -> AgendaItem:
    """An item of a meeting for who may see it; a confidential one is not there for others."""
    found = meeting.items.select_related("parent", "filing", "adopts__meeting").filter(pk=pk)
    item = found.first()
    if item is None:
        raise Http404
    item.meeting = meeting
    if not permissions.may_see_item(actor, item):
        raise Http404
    return item


def access_filing(actor: Any, public_id: UUID, code: str) -> tuple[Meeting, Division]:
    """A meeting and a division for who files for it."""
    meeting = access_meeting(actor, public_id)
    division = Division.objects.filter(code=code, is_active=True).first()
    if division is None:
        raise Http404
    if not permissions.may_file(actor, meeting, division):
        raise PermissionDenied
    return meeting, division


def access_minutes(actor: Any, public_id: UUID) -> Minutes:
    """The minutes of a meeting for who may see what its body does."""
    with_people = Minutes.objects.select_related("meeting__body", "written_by", "checked_by")
    found = with_people.filter(meeting__public_id=public_id).first()
    if found is None:
        raise Http404
    if not permissions.may_see_body(actor, found.meeting.body):
        raise PermissionDenied
    return found


def access_kept_minutes(actor: Any, public_id: UUID) -> Minutes:
    """The minutes of a meeting for who keeps it."""
    minutes = access_minutes(actor, public_id)
    if not permissions.may_keep(actor, minutes.meeting.body):
        raise PermissionDenied
    return minutes


def access_adoption(actor: Any, public_id: UUID, pk: int) -> AgendaItem:
    """An item of a meeting that adopts earlier minutes, for who keeps it."""
    meeting = access_kept(actor, public_id)
    found = meeting.items.select_related("adopts__meeting__body").filter(pk=pk)
    item = found.exclude(adopts=None).first()
    if item is None:
        raise Http404
    item.meeting = meeting
    return item


def access_resolution(actor: Any, public_id: UUID) -> Resolution:
    """A resolution for who may see it; one of a confidential item is not there for others."""
    found = (
        Resolution.objects.select_related("meeting__body", "item", "division", "owner")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise Http404
    found.item.meeting = found.meeting
    if not permissions.may_see_body(actor, found.meeting.body):
        raise PermissionDenied
    if not (permissions.may_see_item(actor, found.item) or permissions.may_report(actor, found)):
        raise Http404
    return found


def access_concern(actor: Any, public_id: UUID) -> Concern:
    """A problem or suggestion for who may see its item; a confidential one is not there for others."""
    found = (
        Concern.objects.select_related("meeting__body", "item", "division", "raised_by")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise Http404
    if not permissions.may_see_body(actor, found.meeting.body):
        raise PermissionDenied
    if found.item is not None:
        found.item.meeting = found.meeting
        if not permissions.may_see_item(actor, found.item):
            raise Http404
    return found


def get_public_meeting(public_id: UUID) -> Meeting:
    """A meeting that the public may see: its body is public and it was not only planned."""
    found = (
        Meeting.objects.select_related("body", "minutes")
        .filter(public_id=public_id, body__is_public=True)
        .exclude(state=Meeting.State.PLANNED)
        .first()
    )
    if found is None:
        raise Http404
    return found
