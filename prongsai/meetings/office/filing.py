"""Reports of divisions: four boxes on a phone; who has filed, for who keeps the meetings."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prongsai.meetings import permissions, services
from prongsai.meetings.calendars import link_of
from prongsai.meetings.models import Meeting
from prongsai.meetings.office.filing_forms import FilingForm
from prongsai.meetings.office.showing import is_done, show
from prongsai.meetings.queries import access
from prongsai.meetings.queries.agenda import list_texts_of
from prongsai.meetings.queries.filings import find_last_plan, list_reports
from prongsai.meetings.rules import closes_on
from prongsai.meetings.services import Conflict
from prongsai.meetings.services.guards import has_open_record
from prongsai.meetings.wording import full_name
from prongsai.organization.models import Division
from prongsai.organization.queries import divisions_of
from prongsai.thai.calendar import format_date


def _check_it_takes_reports(meeting: Meeting) -> None:
    if not meeting.body.has_filings or meeting.is_imported:
        raise Http404


def _is_open(meeting: Meeting) -> bool:
    return meeting.is_ahead or has_open_record(meeting)


def _closes_on(meeting: Meeting) -> Any:
    return closes_on(meeting.day, meeting.body.closing_days)


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Which divisions have filed. Who works in a single one comes to its boxes at once."""
    user = request.user
    meeting = access.access_meeting(user, public_id)
    _check_it_takes_reports(meeting)
    own = divisions_of(user, timezone.localdate())
    keeps, is_open = permissions.may_keep(user, meeting.body), _is_open(meeting)
    if len(own) == 1 and is_open and not keeps and "all" not in request.GET:
        return redirect("meetings_filing_division", public_id, own[0].code)
    reports = list_reports(meeting)
    missing = [report.division for report in reports if report.filing is None]
    return show(
        request,
        "filing",
        meeting,
        "filing",
        name=full_name(meeting),
        reports=[(report, is_open and (keeps or report.division in own)) for report in reports],
        missing=missing,
        filed=len(reports) - len(missing),
        text=_text(meeting, missing) if keeps and missing and is_open else "",
        closes_on=_closes_on(meeting),
        is_closed=timezone.localdate() > _closes_on(meeting),
        is_open=is_open,
    )


def _text(meeting: Meeting, missing: list[Division]) -> str:
    """What is pasted into the LINE group."""
    words = _("Please file your division's report by %(day)s: %(meeting)s") % {
        "day": format_date(_closes_on(meeting), "short"),
        "meeting": full_name(meeting),
    }
    names = ", ".join(division.name for division in missing)
    waiting = _("Still missing: %(names)s") % {"names": names}
    return f"{words}\n{waiting}\n{settings.PRONGSAI_BASE_URL}{link_of(meeting)}filing/"


@require_http_methods(["GET", "POST"])
def division(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """The four boxes of a division, beside what it planned the month before."""
    meeting, found = access.access_filing(request.user, public_id, code)
    _check_it_takes_reports(meeting)
    if request.method == "POST":
        return _file(request, meeting, found)
    return _show(request, meeting, found)


def _file(request: HttpRequest, meeting: Meeting, found: Division) -> HttpResponse:
    form = FilingForm(request.POST)
    is_conflict = False

    def act() -> None:
        nonlocal is_conflict
        try:
            services.file_division(
                actor=request.user,
                meeting=meeting,
                division=found,
                boxes=form.boxes(),
                base_version=form.cleaned_data["version"],
            )
        except Conflict:
            is_conflict = True
            raise

    if is_done(request, act, form, _("Saved. It stands in the agenda now.")):
        return redirect("meetings_filing_division", meeting.public_id, found.code)
    newer = meeting.filings.filter(division=found).first() if is_conflict else None
    return _show(request, meeting, found, form, theirs=form.go_on_from(newer) if newer else [])


def _show(
    request: HttpRequest,
    meeting: Meeting,
    found: Division,
    form: FilingForm | None = None,
    theirs: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    filing = (
        meeting.filings.filter(division=found).select_related("filed_by", "item__parent").first()
    )
    closing = _closes_on(meeting)
    form = form or FilingForm.of(filing)
    context = {
        "form": form,
        "division": found,
        "filing": filing,
        "theirs": theirs or [],
        "last": find_last_plan(meeting, found),
        "texts": list_texts_of(meeting, found),
        "name": full_name(meeting),
        "closes_on": closing,
        "is_closed": timezone.localdate() > closing,
        "is_open": _is_open(meeting),
        "others": [d for d in divisions_of(request.user, timezone.localdate()) if d != found],
    }
    return show(request, "file", meeting, "filing", is_wrong=bool(form.errors), **context)
