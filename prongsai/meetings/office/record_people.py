"""Who is there: attendance, guests, who leads the meeting."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.forms import WRONG_INPUT, try_and_tell, try_to
from prongsai.meetings import services
from prongsai.meetings.models import Meeting
from prongsai.meetings.office.record import (
    REASONS,
    go_to,
    make_seat,
    people_context,
    show,
    wants_part,
)
from prongsai.meetings.office.record_forms import AttendanceForm, GuestForm, PresidingForm
from prongsai.meetings.queries import access
from prongsai.meetings.services.guards import has_open_record


@require_http_methods(["GET", "POST"])
def attend(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """How one person attends."""
    meeting = access.access_kept(request.user, public_id)
    row = get_object_or_404(meeting.attendances, pk=pk)
    row.meeting = meeting
    form = AttendanceForm(request.POST or None, auto_id=f"id-%s-{pk}")

    def act() -> None:
        nonlocal row
        row = services.record_attendance(
            actor=request.user, attendance=row, presence=form.presence()
        )

    is_done = request.method == "GET" or try_to(act, form)
    if wants_part(request):
        seat = make_seat(row, None if is_done else form)
        context = {"seat": seat, **_common(meeting)}
        status = 200 if is_done else WRONG_INPUT
        return render(request, "meetings/_record_seat.html", context, status=status)
    if not is_done:
        return show(request, meeting, {"person": (pk, form)})
    return go_to(meeting, f"person-{pk}")


def _common(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": meeting, "writes": has_open_record(meeting), "reasons": REASONS}


@require_POST
def attend_rest(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everybody who was not recorded yet is there."""
    meeting = access.access_kept(request.user, public_id)

    def act() -> int:
        return services.mark_rest_present(actor=request.user, meeting=meeting)

    def done(count: int) -> str:
        said = ngettext("%(n)s person is there.", "%(n)s people are there.", count)
        return said % {"n": count}

    try_and_tell(request, act, done)
    return go_to(meeting, "people")


@require_http_methods(["GET", "POST"])
def preside(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who leads the meeting."""
    meeting = access.access_kept(request.user, public_id)
    people = list(meeting.attendances.all())
    form = PresidingForm(request.POST or None, people=people)

    def act() -> None:
        row = next(row for row in people if row.pk == form.cleaned_data["person"])
        row.meeting = meeting
        services.let_preside(actor=request.user, attendance=row)

    is_done = request.method == "GET" or try_to(act, form)
    return _people_part(request, meeting, "presiding", "presiding_form", form, is_done)


@require_http_methods(["GET", "POST"])
def guests(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The guests; adds one on the spot."""
    meeting = access.access_kept(request.user, public_id)
    form = GuestForm(request.POST or None, auto_id="id-guest-%s")

    def act() -> None:
        services.add_guest(actor=request.user, meeting=meeting, **form.cleaned_data)

    is_done = request.method == "GET" or try_to(act, form)
    return _people_part(request, meeting, "guests", "guest_form", form, is_done)


@require_POST
def remove_guest(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Take out a guest who was added by mistake."""
    meeting = access.access_kept(request.user, public_id)
    guest = get_object_or_404(meeting.attendances, pk=pk)
    guest.meeting = meeting

    def act() -> None:
        services.remove_guest(actor=request.user, guest=guest)

    try_and_tell(request, act)
    return _people_part(request, meeting, "guests", "guest_form", GuestForm(), True)


def _people_part(
    request: HttpRequest, meeting: Meeting, part: str, name: str, form: Any, is_done: bool
) -> HttpResponse:
    """A piece of the people's list for our script, else the screen."""
    if wants_part(request):
        context = people_context(meeting, list(meeting.attendances.all())) | _common(meeting)
        if not is_done:
            context[name] = form
        status = 200 if is_done else WRONG_INPUT
        return render(request, f"meetings/_record_{part}.html", context, status=status)
    return go_to(meeting, part) if is_done else show(request, meeting, {name: form})
