"""A meeting begins, and ends: what is missing is said before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.meetings import services
from prongsai.meetings.calendars import link_of
from prongsai.meetings.models import Attendance, Meeting
from prongsai.meetings.office.record import begin_form, go_to, quorum_words, show, usual_time
from prongsai.meetings.office.record_forms import ClockForm
from prongsai.meetings.office.tabs import meeting_tabs
from prongsai.meetings.queries import access
from prongsai.meetings.queries import record as records
from prongsai.meetings.queries.quorum import count_quorum
from prongsai.meetings.wording import number_words


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin a meeting at a time of its day, or today when that is later."""
    meeting = access.access_kept(request.user, public_id)
    form = begin_form(meeting, request.POST or None)

    def act() -> None:
        at = form.on_day(meeting.day)
        services.begin_meeting(actor=request.user, meeting=meeting, at=at)

    if request.method == "GET" or meeting.is_running:
        return go_to(meeting)
    if not try_to(act, form):
        return show(request, meeting, {"form": form})
    messages.success(request, _("The meeting has begun. Record first who is there."))
    return go_to(meeting, "people")


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is still missing; then the meeting ends and its minutes exist as a draft."""
    meeting = access.access_kept(request.user, public_id)
    if meeting.is_held:
        return redirect(f"{link_of(meeting)}minutes/")
    if not meeting.is_running:
        return go_to(meeting)
    form = ClockForm(
        request.POST or None,
        name="ended_at",
        label=_("Ended at"),
        at=usual_time(meeting, meeting.ends_at),
    )

    def act() -> None:
        at = form.on_day(meeting.day)
        services.end_meeting(actor=request.user, meeting=meeting, at=at)

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("The meeting has ended. Its minutes are ready as a draft."))
        return redirect(f"{link_of(meeting)}minutes/")
    context = {
        **meeting_tabs(request.user, meeting, "record"),
        **_missing(request, meeting),
        "number_words": number_words(meeting),
        "form": form,
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "meetings/end.html", context, status=status)


def _missing(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """What stops the end, and what is only pointed out."""
    people = list(meeting.attendances.all())
    quorum = count_quorum(meeting.body, people)
    waiting = [row for row in people if row.state == Attendance.State.EXPECTED]
    lines = records.list_lines(request.user, meeting)
    empty = [x for x in lines if not (x.is_written or x.has_children or x.item.filing_id)]
    is_led = records.presiding_of(people) is not None
    return {
        "waiting": waiting,
        "quorum": quorum_words(quorum),
        "has_quorum": quorum.is_reached,
        "is_led": is_led,
        "may_end": not waiting and quorum.is_reached and is_led,
        "empty": empty,
    }
