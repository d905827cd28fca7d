"""The page of one meeting: the invitation for who is called, the next step for who keeps it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.audit.queries import list_history
from prongsai.common.forms import act_and_go
from prongsai.evidence.views import serve_file
from prongsai.meetings import permissions, services
from prongsai.meetings.calendars import MEDIA_TYPE, make_calendar
from prongsai.meetings.models import Attendance, Meeting, Minutes
from prongsai.meetings.office.meeting_forms import CancelForm, GuestForm, SlotForm
from prongsai.meetings.office.showing import is_done, show
from prongsai.meetings.office.steps import find_next_step, list_stages
from prongsai.meetings.queries import access
from prongsai.meetings.queries.agenda import newest_version, number_agenda
from prongsai.meetings.queries.invitations import list_called
from prongsai.meetings.queries.members import list_members
from prongsai.meetings.rules import closes_on
from prongsai.meetings.wording import full_name

HISTORY = 30


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The meeting; for who is called, having it opened here is what "read" means."""
    meeting = access.access_meeting(request.user, public_id)
    called = list_called(meeting)
    own = next((row for row in called if row.user_id == request.user.pk), None)
    if own is not None and meeting.is_ahead and not own.read_at and _is_shown(request):
        services.mark_invitation_read(actor=request.user, meeting=meeting)
        own.refresh_from_db(fields=["read_at"])
    return _show(request, meeting, called, own)


def _is_shown(request: HttpRequest) -> bool:
    """Whether a person sees the page now: browsers also fetch pages that nobody has opened yet."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in purpose


def _show(
    request: HttpRequest, meeting: Meeting, called: list[Attendance], own: Attendance | None
) -> HttpResponse:
    user = request.user
    keeps = permissions.may_keep(user, meeting.body)
    agenda = number_agenda(user, meeting, is_outline=True)
    context: dict[str, Any] = {
        "name": full_name(meeting),
        "called": called,
        "own": own,
        "reads": sum(1 for row in called if row.read_at),
        "agenda": agenda,
        "minutes": Minutes.objects.filter(meeting=meeting).first() if meeting.is_held else None,
        "closes_on": closes_on(meeting.day, meeting.body.closing_days),
        "today": timezone.localdate(),
        "documents": _documents(user, meeting, own is not None),
    }
    if keeps:
        context |= _for_keeper(meeting, context)
    return show(request, "meeting", meeting, "overview", **context)


def _documents(user: Any, meeting: Meeting, is_called: bool) -> list[Any]:
    if not (is_called or permissions.may_open_invitation(user, meeting)):
        return []
    return list(meeting.documents.all())


def _for_keeper(meeting: Meeting, context: dict[str, Any]) -> dict[str, Any]:
    called = context["called"]
    step = find_next_step(
        meeting,
        context["minutes"],
        on=context["today"],
        matters=sum(len(line.children) for line in context["agenda"]),
        has_members=bool(called or list_members(meeting.body, meeting.day)),
        unread=sum(1 for row in called if row.user_id and row.invited_at and not row.read_at),
    )
    return {
        "step": step,
        "stages": list_stages(step),
        "history": list_history(meeting)[:HISTORY],
    }


def calendar(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The meeting as an entry for calendar programs."""
    meeting = access.access_meeting(request.user, public_id)
    response = HttpResponse(make_calendar([meeting]), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def document(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponseBase:
    """A document of the invitation for who is called; for others it is not there."""
    meeting = access.access_meeting(request.user, public_id)
    if not permissions.may_open_invitation(request.user, meeting):
        raise Http404
    return serve_file(request, newest_version(meeting.documents.filter(pk=pk).first()))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Another day, time or place."""
    meeting = access.access_kept(request.user, public_id)
    form = SlotForm(request.POST or None, meeting=meeting)

    def act() -> None:
        services.change_meeting(actor=request.user, meeting=meeting, slot=form.slot())

    if request.method == "POST" and is_done(request, act, form, _("Saved.")):
        return redirect("meetings_meeting", public_id)
    told = meeting.attendances.filter(user__is_active=True, invited_at__isnull=False).count()
    context = {"form": form, "told": told, "name": full_name(meeting)}
    return show(request, "change", meeting, "overview", is_wrong=bool(form.errors), **context)


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """It does not take place."""
    meeting = access.access_kept(request.user, public_id)
    form = CancelForm(request.POST or None)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        services.cancel_meeting(actor=request.user, meeting=meeting, reason=reason)

    if request.method == "POST" and is_done(request, act, form, _("The meeting is cancelled.")):
        return redirect("meetings_meeting", public_id)
    told = meeting.attendances.filter(user__is_active=True, invited_at__isnull=False).count()
    context = {"form": form, "told": told, "name": full_name(meeting)}
    return show(request, "cancel", meeting, "overview", is_wrong=bool(form.errors), **context)


@require_http_methods(["GET", "POST"])
def add_guest(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Somebody who is no member shall come too."""
    meeting = access.access_kept(request.user, public_id)
    is_sent = request.method == "POST"
    form = GuestForm(request.POST if is_sent else None, meeting=meeting)

    def act() -> None:
        services.add_guest(actor=request.user, meeting=meeting, **form.guest())

    if is_sent and is_done(request, act, form, _("Added to the list.")):
        return redirect("meetings_meeting", public_id)
    context = {"form": form, "name": full_name(meeting)}
    return show(request, "guest", meeting, "overview", is_wrong=bool(form.errors), **context)


@require_POST
def remove_guest(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """A guest need not come."""
    meeting = access.access_kept(request.user, public_id)
    guest = get_object_or_404(meeting.attendances, pk=pk)

    def act() -> None:
        services.remove_guest(actor=request.user, guest=guest)

    return act_and_go(request, act, _("Taken off the list."), "meetings_meeting", public_id)
