"""Writes: the list of who is called, invitations and that they were read, calendar addresses."""

import datetime as dt
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.evidence import entries
from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_files
from prongsai.meetings import events, permissions
from prongsai.meetings.models import Attendance, CalendarFeed, Meeting
from prongsai.meetings.queries.members import list_seats
from prongsai.meetings.rules import hash_token
from prongsai.meetings.services import agenda
from prongsai.meetings.services.guards import clean, lock_ahead, lock_meeting, lock_record
from prongsai.meetings.services.telling import tell_again, tell_invited, tell_removed
from prongsai.registerkit.attachments import Uploads


@transaction.atomic
def invite(
    *, actor: Any, meeting: Meeting, uploads: Uploads = (), at: dt.datetime | None = None
) -> Meeting:
    """Write down who is called, bring in what comes back by itself, and invite.

    `uploads` go with the invitation; they are shown to who is called and to who keeps the body.
    """
    meeting = lock_meeting(actor, meeting)
    if meeting.state != Meeting.State.PLANNED:
        raise Refused(_("The invitations were sent already, or the meeting is over."))
    call_members(meeting)
    if not meeting.attendances.exists():
        raise Refused(_("The body has no members yet."))
    agenda.fill(meeting)
    _keep_documents(actor, meeting, uploads)
    meeting.state, meeting.invited_at = Meeting.State.INVITED, at or timezone.now()
    meeting.save(update_fields=["state", "invited_at"])
    meeting.attendances.update(invited_at=meeting.invited_at)
    told = tell_invited(meeting)
    entries.changed("meetings")
    record(actor=actor, event=events.INVITED, target=meeting, data={"people": told})
    return meeting


def _keep_documents(actor: Any, meeting: Meeting, uploads: Uploads) -> None:
    meeting.documents.add(*add_files(actor=actor, uploads=uploads, is_reserved=True))


@transaction.atomic
def invite_again(*, actor: Any, meeting: Meeting, uploads: Uploads = ()) -> int:
    """Invite who belongs to the body since, and remind who has not read the invitation.

    With new documents everybody is told. A person is reminded once a day at most. Returns how many
    were told.
    """
    meeting = lock_ahead(actor, meeting)
    if meeting.state != Meeting.State.INVITED:
        raise Refused(_("Nobody was invited yet."))
    _keep_documents(actor, meeting, uploads)
    known = list(meeting.attendances.values_list("pk", flat=True))
    call_members(meeting)
    new = meeting.attendances.exclude(pk__in=known)
    new.update(invited_at=timezone.now())
    told = tell_invited(meeting)
    waiting = meeting.attendances.filter(pk__in=known)
    told += tell_again(meeting, waiting if uploads else waiting.filter(read_at=None))
    if not told and not uploads:
        raise Refused(_("Everybody with an account has read it or was told today already."))
    record(actor=actor, event=events.INVITED, target=meeting, data={"people": told})
    return told


@transaction.atomic
def remove_document(*, actor: Any, meeting: Meeting, document: Evidence) -> None:
    """Take a document off the invitation of a meeting that has not begun."""
    meeting = lock_ahead(actor, meeting)
    meeting.documents.remove(document)
    record(actor=actor, event=events.DOCUMENTS_CHANGED, target=meeting)


def call_members(meeting: Meeting) -> None:
    """Write down the members of the meeting's day who are not in the list yet."""
    known = set(meeting.attendances.values_list("member", flat=True))
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            member=seat.member,
            user=seat.user,
            name=seat.name[:200],
            title=seat.title[:300],
            role=seat.member.role,
            is_counted=seat.member.is_counted,
            order=seat.member.order,
        )
        for seat in list_seats(meeting.body, meeting.day)
        if seat.member.pk not in known and seat.name
    )


@transaction.atomic
def add_guest(
    *, actor: Any, meeting: Meeting, name: str = "", title: str = "", user: Any = None
) -> Attendance:
    """Add somebody who is no member (ผู้เข้าร่วมประชุม): before the meeting, or as being there."""
    if Meeting.objects.get(pk=meeting.pk).is_ahead:
        meeting = lock_meeting(actor, meeting)
    else:
        meeting = lock_record(actor, meeting)
    name = clean(str(user) if user is not None else name, "name", 200)
    if user is not None and meeting.attendances.filter(user=user).exists():
        raise Refused(_("This person is in the list already."), "user")
    here = Attendance.State.EXPECTED if meeting.is_ahead else Attendance.State.PRESENT
    last = meeting.attendances.order_by("-order").first()
    guest = Attendance.objects.create(
        meeting=meeting,
        user=user,
        name=name,
        title=title.strip()[:300],
        is_counted=False,
        order=(last.order if last else 0) + 1,
        state=here,
    )
    if meeting.state == Meeting.State.INVITED:
        guest.invited_at = timezone.now()
        guest.save(update_fields=["invited_at"])
        tell_invited(meeting)
    record(actor=actor, event=events.ATTENDANCE_RECORDED, target=meeting)
    return guest


@transaction.atomic
def remove_guest(*, actor: Any, guest: Attendance) -> None:
    """Take a guest off the list; who was invited to a meeting ahead is told. Members stay."""
    meeting = guest.meeting
    meeting = lock_ahead(actor, meeting) if meeting.is_ahead else lock_record(actor, meeting)
    row = Attendance.objects.select_for_update(of=("self",)).filter(pk=guest.pk).first()
    if row is None:
        return
    if not row.is_guest:
        raise Refused(_("Members of the body stay in the list."))
    if meeting.is_ahead and row.invited_at is not None:
        tell_removed(meeting, row)
    row.delete()
    record(actor=actor, event=events.ATTENDANCE_RECORDED, target=meeting)


@transaction.atomic
def mark_invitation_read(*, actor: Any, meeting: Meeting, at: dt.datetime | None = None) -> bool:
    """Write down, once, that a person opened the invitation; False when there is nothing to do."""
    found = Attendance.objects.filter(
        meeting=meeting, user=actor, invited_at__isnull=False, read_at__isnull=True
    )
    return bool(found.update(read_at=at or timezone.now()))


@transaction.atomic
def make_feed(*, actor: Any) -> str:
    """A new secret address for a person's calendar; the older one ends. Returns its token."""
    if not permissions.may_see(actor):
        raise Refused(_("Only people with a position or a seat may do this."))
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        user=actor, defaults={"token_hash": hash_token(token), "made_at": timezone.now()}
    )
    record(actor=actor, event=events.FEED_MADE)
    return token
