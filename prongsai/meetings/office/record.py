"""The screen of a meeting that sits: who is there, what is said and resolved; and its projector."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from prongsai.common.forms import WRONG_INPUT
from prongsai.meetings import permissions
from prongsai.meetings.models import AgendaItem, Attendance, Meeting
from prongsai.meetings.office.record_forms import (
    AttendanceForm,
    ClockForm,
    GuestForm,
    PresidingForm,
)
from prongsai.meetings.office.tabs import meeting_tabs
from prongsai.meetings.queries import access
from prongsai.meetings.queries import record as records
from prongsai.meetings.queries.quorum import Quorum, count_quorum
from prongsai.meetings.services.guards import has_open_record
from prongsai.meetings.wording import number_words

# What is said most: one tap. They are printed in the minutes.
QUICK = ("รับทราบ", "เห็นชอบ")
REASONS = ("ไปราชการ", "ลากิจ", "ลาป่วย", "ติดภารกิจ")
Wrong = dict[str, Any]


@dataclass(frozen=True)
class Seat:
    """A person of the list with the form of how they attend."""

    row: Attendance
    form: forms.Form
    stamp: str

    @property
    def is_wrong(self) -> bool:
        """Whether the form was refused."""
        return bool(self.form.errors)


def make_seat(row: Attendance, form: forms.Form | None = None) -> Seat:
    """A person with a fresh form, or one that was refused."""
    initial = {
        "reason": row.reason,
        "substitute_name": row.substitute_name,
        "substitute_title": row.substitute_title,
    }
    fresh = form or AttendanceForm(initial=initial, auto_id=f"id-%s-{row.pk}")
    return Seat(row, fresh, records.stamp_person(row))


def wants_part(request: HttpRequest) -> bool:
    """Whether our script asks for a piece of the page alone."""
    return request.headers.get("X-Prongsai-Part") == "1"


def go_to(meeting: Meeting, anchor: str = "") -> HttpResponse:
    """Back to the screen, at a place of it."""
    address = reverse("meetings_record", args=[meeting.public_id])
    return redirect(f"{address}#{anchor}" if anchor else address)


def quorum_words(quorum: Quorum) -> dict[str, Any]:
    """The quorum in words: in full, in short, and the state for its colour."""
    values = {
        "present": quorum.present,
        "members": quorum.members,
        "needed": quorum.needed,
        "missing": quorum.missing,
    }
    if quorum.needed == 0:
        long = _("%(present)s of %(members)s are there. This body needs no quorum.")
        short, state = _("%(present)s of %(members)s there"), "free"
    elif quorum.is_reached:
        long = _(
            "There is a quorum: %(present)s of %(members)s are there, at least %(needed)s are needed."
        )
        short, state = _("Quorum: %(present)s there, %(needed)s needed"), "reached"
    else:
        long = _(
            "No quorum yet: %(present)s of %(members)s are there, at least %(needed)s are needed – "
            "%(missing)s more."
        )
        short, state = _("No quorum: %(present)s there, %(needed)s needed"), "missing"
    return {"long": long % values, "short": short % values, "state": state}


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The record of a meeting; `?projector=1` shows it without confidential items and controls."""
    return show(request, access.access_meeting(request.user, public_id))


def show(request: HttpRequest, meeting: Meeting, wrong: Wrong | None = None) -> HttpResponse:
    """The screen, perhaps with a form that was refused."""
    if meeting.is_imported or not (meeting.is_running or meeting.is_held):
        return _show_closed(request, meeting, wrong)
    is_projector = request.GET.get("projector") == "1"
    lines = records.list_lines(request.user, meeting, with_confidential=not is_projector)
    people = list(meeting.attendances.all())
    keeps = permissions.may_keep(request.user, meeting.body)
    context = {
        **meeting_tabs(request.user, meeting, "record"),
        **people_context(meeting, people, wrong),
        "number_words": number_words(meeting),
        "lines": lines,
        "agenda_stamp": records.stamp_agenda(lines),
        "writes": keeps and not is_projector and has_open_record(meeting),
        "quick": QUICK,
        "now": timezone.now(),
        "is_projector": is_projector,
        **(wrong or {}),
    }
    template = "meetings/projector.html" if is_projector else "meetings/record.html"
    return render(request, template, context, status=WRONG_INPUT if wrong else 200)


def people_context(meeting: Meeting, people: list[Attendance], wrong: Wrong | None = None) -> Wrong:
    """What the lists of people need."""
    at, form = (wrong or {}).get("person", (None, None))
    seats = [make_seat(row, form if row.pk == at else None) for row in people]
    leader = records.presiding_of(people)
    return {
        "meeting": meeting,
        "seats": [seat for seat in seats if not seat.row.is_guest],
        "guests": [seat for seat in seats if seat.row.is_guest],
        "guests_stamp": records.stamp_guests(people),
        "guest_form": GuestForm(auto_id="id-guest-%s"),
        "waiting": sum(row.state == Attendance.State.EXPECTED for row in people),
        "quorum": quorum_words(count_quorum(meeting.body, people)),
        "leader": next((row for row in people if row.pk == leader), None),
        "presiding_form": PresidingForm(people=people),
        "presiding_stamp": records.stamp(leader),
        "reasons": REASONS,
    }


def _show_closed(request: HttpRequest, meeting: Meeting, wrong: Wrong | None) -> HttpResponse:
    """Before it begins: the button to begin; else why there is no record."""
    tabs = meeting_tabs(request.user, meeting, "record")
    context = {
        **tabs,
        "number_words": number_words(meeting),
        "form": begin_form(meeting),
        "is_early": timezone.localdate() < meeting.day,
        **(wrong or {}),
    }
    return render(request, "meetings/begin.html", context, status=WRONG_INPUT if wrong else 200)


def begin_form(meeting: Meeting, data: Any = None) -> ClockForm:
    """The form that begins a meeting."""
    at = usual_time(meeting, meeting.starts_at)
    return ClockForm(data, name="began_at", label=_("Began at"), at=at)


def usual_time(meeting: Meeting, planned: dt.datetime) -> dt.time:
    """The time that is offered: now on the day of the meeting, else the planned one."""
    now = timezone.localtime()
    moment = now if now.date() == meeting.day else timezone.localtime(planned)
    return moment.time().replace(second=0, microsecond=0)


def state(request: HttpRequest, public_id: UUID) -> JsonResponse:
    """How the record stands, asked every few seconds: `?since=` gives the notes saved since."""
    meeting = access.access_meeting(request.user, public_id)
    asked = request.GET.get("since", "")
    try:
        since = parse_datetime(asked)
    except ValueError:
        since = None
    now = timezone.now()
    if since is None or timezone.is_naive(since):
        since = now
    with_confidential = request.GET.get("projector") != "1"
    found = records.find_changes(request.user, meeting, since, with_confidential=with_confidential)
    notes = [
        {
            "item": row["pk"],
            "version": row["note__version"],
            "text": row["fresh"],
            "by": row["by"] or row["login"] or "",
            "at": clock(row["note__saved_at"]),
        }
        for row in found.notes
    ]
    answer = JsonResponse(
        {
            "now": now.isoformat(),
            "stamps": found.stamps,
            "whole": found.whole,
            "notes": notes,
            "quorum": quorum_words(found.quorum),
        }
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def clock(moment: Any) -> str:
    """A time of day for the screen: 10:32."""
    return f"{timezone.localtime(moment):%H:%M}"


def get_line(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> records.Line:
    """An item as the screen shows it."""
    lines = records.list_lines(request.user, meeting)
    return next(line for line in lines if line.item.pk == item.pk)
