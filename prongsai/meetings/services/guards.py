"""What every write begins with: lock the row, look whether the person and the moment are right."""

from typing import Any

from django.utils.translation import gettext as _

from prongsai.common.errors import Refused
from prongsai.meetings import permissions
from prongsai.meetings.models import AgendaItem, Body, Meeting, Minutes, Resolution


def lock_body(actor: Any, body: Body) -> Body:
    """Lock a body for who keeps its meetings; numbers are given under this lock."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    if not permissions.may_keep(actor, body):
        raise Refused(_("Only the secretaries of this body may do this."))
    return body


def lock_meeting(actor: Any, meeting: Meeting) -> Meeting:
    """Lock a body and one of its meetings for who keeps it."""
    body = lock_body(actor, meeting.body)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    meeting.body = body
    return meeting


def lock_ahead(actor: Any, meeting: Meeting) -> Meeting:
    """Lock a meeting that has not begun."""
    meeting = lock_meeting(actor, meeting)
    if not meeting.is_ahead:
        raise Refused(_("This meeting has begun or was cancelled already."))
    return meeting


def lock_record(actor: Any, meeting: Meeting) -> Meeting:
    """Lock a meeting whose record is open: under way, or ended and its minutes still a draft.

    Under this lock nothing slips into the record while its minutes are being checked.
    """
    meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    )
    if not permissions.may_keep(actor, meeting.body):
        raise Refused(_("Only the secretaries of this body may do this."))
    if not has_open_record(meeting):
        raise Refused(_("The record of this meeting is not open."))
    return meeting


def has_open_record(meeting: Meeting) -> bool:
    """Whether attendance, notes and resolutions may be written."""
    if meeting.is_running:
        return True
    minutes = getattr(meeting, "minutes", None)
    is_draft = minutes is not None and minutes.state == Minutes.State.DRAFT
    return meeting.is_held and not meeting.is_imported and is_draft


def lock_item(actor: Any, item: AgendaItem) -> AgendaItem:
    """Lock an item of an open record, with its meeting."""
    meeting = lock_record(actor, item.meeting)
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    item.meeting = meeting
    return item


def lock_minutes(minutes: Minutes) -> Minutes:
    """Lock minutes; who may do what with them is the caller's matter."""
    return (
        Minutes.objects.select_for_update(of=("self",))
        .select_related("meeting__body")
        .get(pk=minutes.pk)
    )


def lock_resolution(resolution: Resolution) -> Resolution:
    """Lock a resolution."""
    return (
        Resolution.objects.select_for_update(of=("self",))
        .select_related("meeting__body", "division", "owner", "item")
        .get(pk=resolution.pk)
    )


def clean(text: str, field: str, longest: int, *, is_needed: bool = True) -> str:
    """A typed text without outer spaces. Raises `Refused` when it is missing or too long."""
    text = text.strip()
    if is_needed and not text:
        raise Refused(_("This field is needed."), field)
    if len(text) > longest:
        raise Refused(_("At most %(n)s characters.") % {"n": longest}, field)
    return text
