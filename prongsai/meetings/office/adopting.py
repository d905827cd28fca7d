"""Earlier minutes are adopted by a meeting, with changes or without; adopted ones are corrected."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.meetings import papers, services
from prongsai.meetings.calendars import link_of
from prongsai.meetings.models import Minutes
from prongsai.meetings.office.minutes_forms import CorrectForm, TextsForm
from prongsai.meetings.office.tabs import meeting_tabs
from prongsai.meetings.queries import access
from prongsai.meetings.services.guards import has_open_record


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Record that this meeting adopts the minutes of its item, in one press or with changes."""
    item = access.access_adoption(request.user, public_id, pk)
    assert item.adopts is not None  # such items only come through the door
    minutes = item.adopts
    is_sent = request.method == "POST"
    form = TextsForm(request.POST if is_sent else None, minutes=minutes, has_resolutions=False)

    def act() -> None:
        services.adopt_minutes(actor=request.user, item=item, notes=form.changed("note"))

    if is_sent and try_to(act, form):
        messages.success(request, _("Adopted. The minutes can be published now."))
        return redirect(f"{link_of(item.meeting)}record/")
    context = {
        "item": item,
        "minutes": minutes,
        "form": form,
        "content": papers.current_content(minutes),
        "is_ready": minutes.state == Minutes.State.CHECKED and has_open_record(item.meeting),
        "is_changed": is_sent,
        **meeting_tabs(request.user, item.meeting, "record"),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "meetings/adopt.html", context, status=status)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct adopted minutes: a new version with its reason, the earlier ones stay."""
    minutes = access.access_kept_minutes(request.user, public_id)
    if not minutes.is_adopted or minutes.file_id is not None:
        messages.error(request, _("Only adopted minutes of this program are corrected like this."))
        return redirect("meetings_minutes", public_id)
    form = CorrectForm(request.POST if request.method == "POST" else None, minutes=minutes)

    def act() -> None:
        services.correct_minutes(
            actor=request.user,
            minutes=minutes,
            reason=form.cleaned_data["reason"],
            notes=form.changed("note"),
            resolutions=form.changed("resolution"),
        )

    if request.method == "POST" and try_to(act, form):
        words = _("Corrected: a new version stands in the list.")
        if minutes.is_public:
            words += " " + _("The public still reads the version before: publish the new one.")
        messages.success(request, words)
        return redirect("meetings_minutes", public_id)
    context = {
        "minutes": minutes,
        "form": form,
        **meeting_tabs(request.user, minutes.meeting, "minutes"),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "meetings/correct.html", context, status=status)
