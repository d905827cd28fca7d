"""What was resolved: what waits for me, how the divisions keep up, one resolution to its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.audit.queries import list_history
from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.evidence.matters import registry
from prongsai.evidence.views import serve_file, serve_thumbnail
from prongsai.meetings import permissions, services
from prongsai.meetings.exports import RESOLUTIONS, resolution_rows
from prongsai.meetings.matters import RESOLUTION
from prongsai.meetings.models import Body, Resolution
from prongsai.meetings.office.following_forms import DropForm, ProgressForm
from prongsai.meetings.office.tabs import register_tabs
from prongsai.meetings.queries import following
from prongsai.meetings.queries.access import access_resolution
from prongsai.meetings.queries.lists import (
    list_bodies,
    list_waiting_for,
    of_seen_bodies,
    standings,
    sum_ages,
)
from prongsai.organization.models import Division
from prongsai.organization.queries import list_divisions
from prongsai.registerkit.exports import respond_register
from prongsai.registerkit.lists import Asked

HISTORY_SHOWN = 50


def index(request: HttpRequest) -> HttpResponse:
    """What I have to act on, all that I may see with filters, and how far the divisions are."""
    bodies, divisions = _choices(request)
    wanted = following.Wanted.of(request.GET, bodies, divisions)
    today = timezone.localdate()
    found = following.list_followed(request.user, wanted)
    divided = standings(today, found)
    shown = following.in_state(found, wanted.state, today)
    total = following.count_in_state(divided, wanted.state)
    page = Asked.of(request.GET).cut(shown, count=total)
    counts = sum_ages(divided)
    context = {
        "waiting": list_waiting_for(request.user),
        "page": page,
        "wanted": wanted,
        "bodies": bodies,
        "divisions": divisions,
        "states": _states(),
        "standings": [row for row in divided if row.total],
        "ages": [(label, n, sum(counts) - n) for label, n in zip(_ages(), counts, strict=True)],
        "today": today,
        **register_tabs(request.user, "resolutions"),
    }
    return render(request, "meetings/resolutions.html", context)


def _choices(request: HttpRequest) -> tuple[list[Body], list[Division]]:
    """What the filters offer."""
    bodies = list_bodies().filter(of_seen_bodies(request.user, "pk"))
    return list(bodies), list(list_divisions())


def _states() -> list[tuple[str, str]]:
    words = (_("to be done"), _("overdue"), _("closed ones"), _("all"))
    return list(zip(following.STATES, words, strict=True))


def _ages() -> tuple[str, ...]:
    return (_("up to 30 days"), _("31 to 90 days"), _("91 to 180 days"), _("over 180 days"))


def export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the filters show, as XLSX, CSV or JSON."""
    bodies, divisions = _choices(request)
    wanted = following.Wanted.of(request.GET, bodies, divisions)
    found = following.list_followed(request.user, wanted)
    shown = following.in_state(found, wanted.state, timezone.localdate())
    rows = resolution_rows(shown.iterator(chunk_size=1000))
    return respond_register(kind, "resolutions", RESOLUTIONS, rows)


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One resolution with what was done for it."""
    return _show(request, access_resolution(request.user, public_id))


def _show(request: HttpRequest, resolution: Resolution, **wrong: Any) -> HttpResponse:
    user = request.user
    keeps = permissions.may_keep(user, resolution.meeting.body)
    key = resolution.public_id
    is_open_matter = not resolution.item.is_confidential
    context = {
        "resolution": resolution,
        "progress": following.list_progress(resolution),
        "appearances": following.list_appearances(user, resolution),
        "reminders": following.list_reminders(resolution),
        "history": list_history(resolution)[:HISTORY_SHOWN],
        "taken": registry.find_taken(RESOLUTION, [key])[key],
        "offers": registry.list_offers(user, RESOLUTION, key) if is_open_matter else [],
        "may_report": resolution.is_open and permissions.may_report(user, resolution),
        "may_drop": keeps and resolution.is_open,
        "may_reopen": keeps and resolution.closed_at is not None,
        "form": ProgressForm(),
        "drop_form": DropForm(),
        "today": timezone.localdate(),
        **register_tabs(user, "resolutions"),
        **wrong,
    }
    status = WRONG_INPUT if wrong else 200
    return render(request, "meetings/resolution.html", context, status=status)


@require_POST
def report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was done, with files; perhaps the end of it."""
    resolution = access_resolution(request.user, public_id)
    form = ProgressForm(request.POST, request.FILES)

    def act() -> None:
        services.report_progress(
            actor=request.user,
            resolution=resolution,
            text=form.cleaned_data["text"],
            uploads=form.contents(),
            is_done=form.cleaned_data["is_done"],
        )

    if not try_to(act, form):
        return _show(request, resolution, form=form)
    messages.success(request, _("Saved."))
    return redirect("meetings_resolution", public_id)


@require_POST
def drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a resolution that is no longer needed."""
    resolution = access_resolution(request.user, public_id)
    form = DropForm(request.POST)

    def act() -> None:
        services.drop_resolution(
            actor=request.user, resolution=resolution, reason=form.cleaned_data["reason"]
        )

    if not try_to(act, form):
        return _show(request, resolution, drop_form=form)
    messages.success(request, _("Saved."))
    return redirect("meetings_resolution", public_id)


@require_POST
def reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take an ended resolution up again."""
    resolution = access_resolution(request.user, public_id)

    def act() -> None:
        services.reopen_resolution(actor=request.user, resolution=resolution)

    return act_and_go(request, act, _("It is followed again."), "meetings_resolution", public_id)


def file(request: HttpRequest, public_id: UUID, evidence: UUID) -> HttpResponseBase:
    """A file of what was done, for who may see the resolution."""
    resolution = access_resolution(request.user, public_id)
    return serve_file(request, following.get_progress_file(resolution, evidence))


def thumbnail(request: HttpRequest, public_id: UUID, evidence: UUID) -> HttpResponseBase:
    """A small picture of a photo."""
    resolution = access_resolution(request.user, public_id)
    return serve_thumbnail(request, following.get_progress_file(resolution, evidence))
