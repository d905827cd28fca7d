"""Writes: when bodies meet, changes and cancellations, with the numbers that follow from them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.meetings import events
from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.queries.year import list_free_months, propose_days
from prongsai.meetings.rules import USUAL_HOURS, next_number, number_ahead
from prongsai.meetings.services import agenda
from prongsai.meetings.services.guards import clean, lock_ahead, lock_body, lock_meeting
from prongsai.meetings.services.telling import tell_cancelled, tell_changed
from prongsai.thai.calendar import BE_OFFSET, Month

BEGUN = (Meeting.State.RUNNING, Meeting.State.HELD)
AHEAD = (Meeting.State.PLANNED, Meeting.State.INVITED)


@dataclass(frozen=True)
class Slot:
    """When and where a meeting is; a council's with its session."""

    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    place: str = ""
    notes: str = ""
    session: str = ""
    session_number: int = 0

    @property
    def end(self) -> dt.datetime:
        """The planned end; by default three hours later."""
        return self.ends_at or self.starts_at + dt.timedelta(hours=USUAL_HOURS)


def begun_numbers(meeting: Meeting) -> list[int]:
    """The numbers given for good in the meeting's row of numbers."""
    return list(_row_of(meeting).filter(state__in=BEGUN).values_list("number", flat=True))


def _row_of(meeting: Meeting) -> Any:
    return Meeting.objects.filter(
        body=meeting.body,
        year=meeting.year,
        session=meeting.session,
        session_number=meeting.session_number,
    )


def renumber(meeting: Meeting) -> None:
    """Number the meetings ahead in the row of this one, in the order of their days."""
    ahead = list(_row_of(meeting).filter(state__in=AHEAD).order_by("starts_at", "id"))
    numbers = number_ahead(begun_numbers(meeting), len(ahead))
    for row, number in zip(ahead, numbers, strict=True):
        row.number = number
    Meeting.objects.bulk_update(ahead, ["number"])


def fix_number(meeting: Meeting) -> None:
    """Give the meeting its final number."""
    meeting.number = next_number(begun_numbers(meeting))


@transaction.atomic
def draft_schedule(
    *, actor: Any, body: Body, months: Sequence[Month], place: str = ""
) -> list[Meeting]:
    """Plan one meeting in each month that has none: the usual day, moved off weekends and holidays."""
    body = lock_body(actor, body)
    free = list_free_months(body, months)
    if not free:
        raise Refused(_("Each of these months has a meeting already."), "months")
    days = propose_days(body, free)
    slots = [Slot(_moment(day, body.usual_time), place=place) for day in days]
    return plan_year(actor=actor, body=body, slots=slots)


@transaction.atomic
def plan_year(*, actor: Any, body: Body, slots: Sequence[Slot]) -> list[Meeting]:
    """Plan meetings of a body at once, all or none, at most one in a month.

    A refusal names the month of the slot it concerns: "day-2026-10".
    """
    body = lock_body(actor, body)
    if body.is_council:
        raise Refused(_("The council meets in sessions: plan its meetings one by one."))
    if not slots:
        raise Refused(_("Choose at least one month."))
    made = []
    for slot in slots:
        month = Month.of(timezone.localdate(slot.starts_at))
        if not list_free_months(body, [month]):
            raise Refused(_("This month has a meeting already."), f"day-{month}")
        made.append(_create(actor, body, slot))
    record(actor=actor, event=events.SCHEDULED, target=body, data={"meetings": len(made)})
    return [Meeting.objects.get(pk=meeting.pk) for meeting in made]


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))


@transaction.atomic
def plan_meeting(*, actor: Any, body: Body, slot: Slot) -> Meeting:
    """Plan one meeting; its agenda has the lines of the template at once."""
    body = lock_body(actor, body)
    meeting = _create(actor, body, slot)
    record(actor=actor, event=events.SCHEDULED, target=body, data={"meetings": 1})
    meeting.refresh_from_db()
    return meeting


def _create(actor: Any, body: Body, slot: Slot) -> Meeting:
    _check_slot(body, slot)
    meeting = Meeting.objects.create(body=body, number=0, created_by=actor, **_fields(body, slot))
    agenda.lay_out(meeting)
    renumber(meeting)
    return meeting


def _check_slot(body: Body, slot: Slot) -> None:
    if slot.end <= slot.starts_at:
        raise Refused(_("It would end before it begins."), "ends_at")
    if bool(slot.session) != body.is_council or bool(slot.session) != (slot.session_number > 0):
        field = "session" if bool(slot.session) != body.is_council else "session_number"
        raise Refused(_("The council's meetings have a session, others have none."), field)


def _fields(body: Body, slot: Slot) -> dict[str, Any]:
    return {
        "year": timezone.localdate(slot.starts_at).year + BE_OFFSET,
        "starts_at": slot.starts_at,
        "ends_at": slot.end,
        "place": clean(slot.place or body.usual_place, "place", 200),
        "notes": slot.notes.strip(),
        "session": slot.session,
        "session_number": slot.session_number,
    }


@transaction.atomic
def change_meeting(*, actor: Any, meeting: Meeting, slot: Slot) -> Meeting:
    """Move a meeting that has not begun; who was invited is told, and has to read it again."""
    meeting = lock_ahead(actor, meeting)
    _check_slot(meeting.body, slot)
    fields = _fields(meeting.body, slot)
    old = Meeting.objects.get(pk=meeting.pk)
    told = ("starts_at", "ends_at", "place", "session", "session_number")
    if any(getattr(old, name) != fields[name] for name in told):
        fields["revision"] = meeting.revision + 1
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(fields))
    renumber(old)
    renumber(meeting)
    meeting.refresh_from_db()
    if meeting.state == Meeting.State.INVITED and meeting.revision > old.revision:
        meeting.attendances.update(read_at=None)
        tell_changed(meeting)
    record(actor=actor, event=events.CHANGED, target=meeting)
    return meeting


@transaction.atomic
def cancel_meeting(
    *, actor: Any, meeting: Meeting, reason: str, at: dt.datetime | None = None
) -> Meeting:
    """Cancel a meeting, also one that began but resolved nothing (for example without quorum)."""
    meeting = lock_meeting(actor, meeting)
    if meeting.state in (Meeting.State.HELD, Meeting.State.CANCELLED):
        raise Refused(_("This meeting was held or cancelled already."))
    if meeting.is_running and meeting.resolutions.exists():
        raise Refused(_("It has resolved something already: end it instead."))
    was_told = meeting.state != Meeting.State.PLANNED
    meeting.cancel_reason = clean(reason, "reason", 300)
    meeting.state, meeting.cancelled_at = Meeting.State.CANCELLED, at or timezone.now()
    meeting.revision += 1
    meeting.save()
    renumber(meeting)
    if was_told:
        tell_cancelled(meeting)
    record(actor=actor, event=events.CANCELLED, target=meeting)
    return meeting
