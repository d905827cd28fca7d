"""Adopted minutes go to the public page: what is withheld and why, looked at before, withdrawn after."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.meetings import services, withholding
from prongsai.meetings.content import MinutesContent, redact, walk
from prongsai.meetings.models import Minutes, MinutesVersion, Progress
from prongsai.meetings.office.minutes import act_with_reason
from prongsai.meetings.office.minutes_forms import PublishForm
from prongsai.meetings.office.tabs import meeting_tabs
from prongsai.meetings.public import follow_up
from prongsai.meetings.queries import access
from prongsai.meetings.queries.minutes import list_progress, list_withheld
from prongsai.meetings.reading import read_whole
from prongsai.thai import personal

KINDS = {
    personal.ID: gettext_lazy("Citizen id"),
    personal.PHONE: gettext_lazy("Telephone number"),
    personal.EMAIL: gettext_lazy("E-mail address"),
    personal.ACCOUNT: gettext_lazy("Bank account"),
    withholding.KNOWN: gettext_lazy("Withheld from other minutes before"),
    withholding.ILLNESS: gettext_lazy("Reason of absence that speaks of health"),
    withholding.GUEST: gettext_lazy("Guest, perhaps a private person"),
}


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the public will read, to be looked at; published when exactly that was seen."""
    minutes = access.access_kept_minutes(request.user, public_id)
    if not minutes.is_adopted or not minutes.meeting.body.is_public:
        messages.error(request, _("Only adopted minutes of public bodies are published."))
        return redirect("meetings_minutes", public_id)
    if minutes.file is not None:
        return _page_of_file(request, minutes)
    version = minutes.versions.first()
    assert version is not None  # adopted minutes of this program were checked
    return _page_of_version(request, minutes, version)


def _page_of_version(
    request: HttpRequest, minutes: Minutes, version: MinutesVersion
) -> HttpResponse:
    whole = MinutesContent.from_json(version.content)
    form = PublishForm(
        request.POST if request.method == "POST" else None,
        minutes=minutes,
        hints=withholding.find_hints(whole, list_withheld(minutes.meeting.body, minutes)),
        progress=list_progress(minutes),
        whole=withholding.list_texts(whole),
    )
    is_fine = form.is_valid() if form.is_bound else True
    withheld = form.withheld()
    reports = _reports(form, minutes)
    shown = redact(whole, withheld)
    seen = _digest(shown, reports)
    wants = "publish" in request.POST and is_fine

    def act() -> None:
        services.publish_minutes(
            actor=request.user,
            minutes=minutes,
            withheld=withheld,
            progress=reports,
            digest=version.digest,
        )

    is_seen = request.POST.get("seen", "") == seen
    if wants and is_seen and try_to(act, form):
        messages.success(request, _("Published."))
        return redirect("meetings_minutes", minutes.meeting.public_id)
    context = {
        "version": version,
        "form": form,
        "kinds": KINDS,
        "secret": [entry for entry in walk(whole.entries) if entry.is_confidential],
        "content": shown,
        "follow": follow_up(minutes, shown, reports, withheld),
        "seen": seen,
        "is_unseen": wants and not is_seen,
    }
    return _render(request, minutes, context, is_wrong=bool(form.errors))


def _reports(form: PublishForm, minutes: Minutes) -> Sequence[Progress]:
    if form.is_bound:
        return form.reports()
    return list(minutes.shown_progress.select_related("resolution__item"))


def _digest(shown: MinutesContent, reports: Sequence[Progress]) -> str:
    """Names what a preview showed."""
    text = json.dumps([shown.digest, sorted(report.pk for report in reports)])
    return hashlib.sha256(text.encode()).hexdigest()


def _page_of_file(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    """Past minutes are a file: it is published whole, or not at all."""
    assert minutes.file is not None
    if "publish" in request.POST:

        def act() -> None:
            services.publish_minutes(actor=request.user, minutes=minutes)

        address = minutes.meeting.public_id
        return act_and_go(request, act, _("Published."), "meetings_minutes", address)
    stored = minutes.file.versions.first()
    hints = withholding.hints_of_text(read_whole(stored)) if stored is not None else []
    return _render(request, minutes, {"file": stored, "hints": hints, "kinds": KINDS})


def _render(
    request: HttpRequest, minutes: Minutes, context: dict[str, Any], *, is_wrong: bool = False
) -> HttpResponse:
    context |= {"minutes": minutes, **meeting_tabs(request.user, minutes.meeting, "minutes")}
    status = WRONG_INPUT if is_wrong else 200
    return render(request, "meetings/publish.html", context, status=status)


@require_POST
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Off the public page, which says so and why."""
    minutes = access.access_kept_minutes(request.user, public_id)
    said = _("Withdrawn. The public page says so with the reason.")
    return act_with_reason(request, minutes, "withdraw", services.withdraw_minutes, said)
