"""Writes: a meeting begins, people come, it ends."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.meetings import events
from prongsai.meetings.models import Attendance, Meeting, Minutes
from prongsai.meetings.queries.quorum import find_quorum
from prongsai.meetings.services import agenda
from prongsai.meetings.services.guards import clean, lock_ahead, lock_meeting, lock_record
from prongsai.meetings.services.inviting import call_members
from prongsai.meetings.services.scheduling import fix_number, renumber

State = Attendance.State


@dataclass(frozen=True)
class Presence:
    """How somebody attends: there, represented by somebody, or absent with the reason."""

    state: str
    reason: str = ""
    substitute_name: str = ""
    substitute_title: str = ""


@transaction.atomic
def begin_meeting(*, actor: Any, meeting: Meeting, at: dt.datetime | None = None) -> Meeting:
    """Open a meeting: its number is fixed, its list and agenda are brought up to date."""
    meeting = lock_ahead(actor, meeting)
    at = at or timezone.now()
    others = Meeting.objects.filter(body=meeting.body, state=Meeting.State.RUNNING)
    if others.exists():
        raise Refused(_("Another meeting of this body is under way: end it first."))
    if min(timezone.localdate(at), timezone.localdate()) < meeting.day:
        raise Refused(_("This meeting is planned for a later day: move it first."))
    call_members(meeting)
    if not meeting.attendances.exists():
        raise Refused(_("The body has no members yet."))
    agenda.fill(meeting)
    fix_number(meeting)
    meeting.state, meeting.began_at = Meeting.State.RUNNING, at
    meeting.save(update_fields=["state", "began_at", "number"])
    renumber(meeting)
    _let_chair_preside(meeting)
    record(actor=actor, event=events.BEGUN, target=meeting)
    return meeting


def _let_chair_preside(meeting: Meeting) -> None:
    chair = meeting.attendances.filter(role="chair").first()
    if chair is not None:
        chair.is_presiding = True
        chair.save(update_fields=["is_presiding"])


@transaction.atomic
def record_attendance(*, actor: Any, attendance: Attendance, presence: Presence) -> Attendance:
    """Write down whether somebody is there. Raises `Refused` with the field it concerns."""
    meeting = lock_record(actor, attendance.meeting)
    row = Attendance.objects.select_for_update(of=("self",)).get(pk=attendance.pk)
    if presence.state not in State.values:
        raise Refused(_("Choose how this person attends."), "state")
    is_sent = presence.state == State.SUBSTITUTE
    if is_sent and (row.is_guest or not meeting.body.has_substitutes):
        raise Refused(_("In this body nobody can be represented."), "state")
    row.state = presence.state
    row.reason = _fitting(presence.reason, "reason", presence.state == State.ABSENT)
    row.substitute_name = _fitting(presence.substitute_name, "substitute_name", is_sent)
    row.substitute_title = presence.substitute_title.strip()[:200] if is_sent else ""
    row.recorded_at = timezone.now()
    if row.state != State.PRESENT:
        row.is_presiding = False
    row.save()
    if meeting.is_held:
        _check_attendance(meeting)
    record(actor=actor, event=events.ATTENDANCE_RECORDED, target=meeting)
    return row


def _fitting(text: str, field: str, is_needed: bool) -> str:
    return clean(text, field, 200) if is_needed else ""


@transaction.atomic
def mark_rest_present(*, actor: Any, meeting: Meeting) -> int:
    """Write down as present everybody who was not recorded yet; returns how many."""
    meeting = lock_record(actor, meeting)
    waiting = meeting.attendances.filter(state=State.EXPECTED)
    count = waiting.update(state=State.PRESENT, recorded_at=timezone.now())
    if count:
        record(actor=actor, event=events.ATTENDANCE_RECORDED, target=meeting)
    return count


@transaction.atomic
def let_preside(*, actor: Any, attendance: Attendance) -> Attendance:
    """Say who leads the meeting, when the chair does not."""
    meeting = lock_record(actor, attendance.meeting)
    row = Attendance.objects.select_for_update(of=("self",)).get(pk=attendance.pk)
    if row.state not in (State.PRESENT, State.EXPECTED) or row.is_guest:
        raise Refused(_("Only a member who is there can lead the meeting."))
    meeting.attendances.filter(is_presiding=True).update(is_presiding=False)
    row.is_presiding = True
    row.save(update_fields=["is_presiding"])
    record(actor=actor, event=events.ATTENDANCE_RECORDED, target=meeting)
    return row


@transaction.atomic
def end_meeting(*, actor: Any, meeting: Meeting, at: dt.datetime | None = None) -> Minutes:
    """End a meeting; its minutes exist as a draft from now on."""
    meeting = lock_meeting(actor, meeting)
    at = at or timezone.now()
    if not meeting.is_running or meeting.began_at is None:
        raise Refused(_("This meeting is not under way."))
    if at <= meeting.began_at:
        raise Refused(_("It would end before it began."), "ended_at")
    _check_attendance(meeting)
    meeting.state, meeting.ended_at = Meeting.State.HELD, at
    meeting.save(update_fields=["state", "ended_at"])
    minutes = Minutes.objects.create(meeting=meeting, written_by=actor)
    record(actor=actor, event=events.ENDED, target=meeting)
    return minutes


def _check_attendance(meeting: Meeting) -> None:
    if meeting.attendances.filter(state=State.EXPECTED).exists():
        raise Refused(_("Record first who was there and who was not."), "attendance")
    if not find_quorum(meeting).is_reached:
        raise Refused(
            _("There was no quorum: such a meeting is not held, it is cancelled."), "attendance"
        )
    if not meeting.attendances.filter(is_presiding=True).exists():
        raise Refused(_("Say who led the meeting."), "attendance")
