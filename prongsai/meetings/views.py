"""The public pages of meetings: by body and year, each with its agenda before and minutes after."""

import datetime as dt
import hashlib
import json
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import conditional_page

from prongsai.common.opendata import absolute
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.render import render_pdf
from prongsai.evidence.views import serve_file
from prongsai.meetings import exports, papers, public
from prongsai.meetings.content import MinutesContent, hide_texts
from prongsai.meetings.documents import make_agenda, make_minutes
from prongsai.meetings.models import Body, Meeting, Minutes
from prongsai.meetings.queries.access import get_public_meeting
from prongsai.meetings.queries.lists import in_fiscal_year
from prongsai.meetings.wording import file_name, full_name
from prongsai.organization.models import Role
from prongsai.organization.queries import find_position, find_profile
from prongsai.registerkit.exports import respond_register
from prongsai.registerkit.lists import Asked
from prongsai.thai.digits import to_arabic

AHEAD, NEWEST = 8, 8
PAPERS_KEPT = 32
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def index(request: HttpRequest) -> HttpResponse:
    """The bodies, what is ahead, the newest published minutes."""
    today = timezone.localdate()
    seen = public.public_meetings(today)
    published = seen.exclude(minutes__publication="").filter(minutes__isnull=False)
    context = {
        "bodies": list(public.list_public_bodies()),
        "ahead": seen.filter(starts_at__date__gte=today)
        .exclude(state__in=[Meeting.State.HELD, Meeting.State.CANCELLED])
        .order_by("starts_at")[:AHEAD],
        "published": published.order_by("-minutes__published_at")[:NEWEST],
        "keeper": find_position(Role.INTEGRITY_OFFICER),
        **_frame(reverse("public_meetings")),
    }
    return render(request, "meetings/public/index.html", context)


def _frame(path: str) -> dict[str, Any]:
    """What every public page needs."""
    return {"profile": find_profile(), "canonical": settings.PRONGSAI_BASE_URL + path}


def body(request: HttpRequest, code: str) -> HttpResponse:
    """The meetings of a body in a fiscal year."""
    today = timezone.localdate()
    found = _get_body(code)
    years = public.years_of(found, today)
    year = _year(request, years)
    meetings = list(_of_year(found, year))
    ahead = [meeting for meeting in meetings if meeting.is_ahead and meeting.day >= today]
    context = {
        "body": found,
        "year": year,
        "years": years,
        "count": len(meetings),
        "ahead": [(m, public.state_words(m)) for m in reversed(meetings) if m in ahead],
        "past": [(m, public.state_words(m)) for m in meetings if m not in ahead],
        "updated": max((public.last_change(meeting, {}) for meeting in meetings), default=None),
        "keeper": public.find_keeper(found, today),
        **_frame(f"{reverse('public_meetings_body', args=[code])}?year={year}"),
    }
    return render(request, "meetings/public/body.html", context)


def _get_body(code: str) -> Body:
    return get_object_or_404(Body, code=code, is_public=True)


def _year(request: HttpRequest, years: list[int]) -> int:
    """The year that was asked for; else this one, or the last one in which there was a meeting."""
    asked = Asked.of(request.GET).year
    return asked if not years or asked in years or "year" in request.GET else years[0]


def _of_year(found: Body, year: int) -> Any:
    meetings = public.public_meetings(timezone.localdate())
    return meetings.filter(in_fiscal_year(year), body=found).order_by("-starts_at")


@conditional_page
def body_file(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    """That list for programs: CSV (with BOM), JSON, XLSX."""
    found = _get_body(code)
    asked = Asked.of({"year": str(year)}).year
    if asked != year:
        raise Http404
    rows = exports.public_rows(_of_year(found, year))
    response = respond_register(kind, f"meetings-{code}-{year}", exports.PUBLIC, rows)
    response["Cache-Control"] = "public, no-cache"
    return response


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One meeting: its agenda, after adoption its minutes, its resolutions and their progress."""
    meeting = get_public_meeting(public_id)
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    context = {
        "meeting": meeting,
        "state": public.state_words(meeting),
        "name": full_name(meeting),
        "minutes": minutes,
        "keeper": public.find_keeper(meeting.body, timezone.localdate()),
        **_frame(reverse("public_meeting", args=[public_id])),
        "structured": [_as_event(meeting)],
    }
    follow: dict[int, public.Followed] = {}
    if minutes is not None and minutes.is_public and minutes.file_id is None:
        content = papers.public_content(minutes)
        withheld = papers.withheld_of(minutes)
        follow = public.follow_up(minutes, content, list(minutes.shown_progress.all()), withheld)
        context |= {"content": content, "follow": follow, "versions": _versions(minutes)}
    elif minutes is not None and minutes.is_public and minutes.file is not None:
        context["file"] = minutes.file.versions.first()
    elif not meeting.is_imported:
        context["agenda"] = papers.public_agenda(meeting)
    context["updated"] = public.last_change(meeting, follow)
    return render(request, "meetings/public/meeting.html", context)


def _as_event(meeting: Meeting) -> dict[str, Any]:
    """The meeting in the words of schema.org."""
    is_off = meeting.state == Meeting.State.CANCELLED
    place = to_arabic(meeting.place)
    return {
        "@type": "Event",
        "name": full_name(meeting),
        "startDate": timezone.localtime(meeting.starts_at).isoformat(),
        "endDate": timezone.localtime(meeting.ends_at).isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if is_off else 'Scheduled'}",
        "location": {"@type": "Place", "name": place, "address": place},
        "organizer": {"@id": absolute("/#organization")},
        "url": absolute(reverse("public_meeting", args=[meeting.public_id])),
    }


def _versions(minutes: Minutes) -> list[dict[str, Any]]:
    """The versions up to the published one with the day and reason of each, newest first."""
    found = minutes.versions.filter(number__lte=minutes.published_version)
    withheld = papers.withheld_of(minutes)
    return [
        {"number": v.number, "made_at": v.made_at, "reason": hide_texts(v.reason, withheld)}
        for v in found
    ]


def file(request: HttpRequest, public_id: UUID, paper: str, kind: str) -> HttpResponseBase:
    """The agenda, or the published minutes, as PDF or DOCX; past minutes as the file they are."""
    meeting = get_public_meeting(public_id)
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    is_minutes = paper == "minutes" and minutes is not None and minutes.is_public
    if is_minutes and minutes is not None and minutes.file is not None:
        return _past(request, minutes, kind)
    if kind not in TYPES or not (is_minutes or paper == "agenda") or meeting.is_imported:
        raise Http404
    if is_minutes and minutes is not None:
        content, name = papers.public_content(minutes), file_name(meeting)
    else:
        content, name = papers.public_agenda(meeting), f"agenda-{meeting.public_id.hex[:8]}"
    text = json.dumps(content.to_json(), ensure_ascii=False, sort_keys=True)
    made = _paper(paper, kind, meeting.day.isoformat(), text)
    return _send(request, made, f"{name}.{kind}", TYPES[kind])


def _past(request: HttpRequest, minutes: Minutes, kind: str) -> HttpResponseBase:
    assert minutes.file is not None
    stored = minutes.file.versions.first()
    if stored is None or kind != "file":
        raise Http404
    response = serve_file(request, stored)
    response["Cache-Control"] = "public, no-cache"
    return response


@lru_cache(maxsize=PAPERS_KEPT)
def _paper(paper: str, kind: str, day: str, text: str) -> bytes:
    """A paper from its whole content: another organisation's never has the same key."""
    content = MinutesContent.from_json(json.loads(text))
    on = dt.date.fromisoformat(day)
    is_minutes = paper == "minutes"
    made = make_minutes(content, on, is_draft=False) if is_minutes else make_agenda(content, on)
    return render_pdf(made) if kind == "pdf" else render_docx(made)


def _send(request: HttpRequest, made: bytes, name: str, media_type: str) -> HttpResponse:
    """A paper with its ETag; who has it already is told so. Withdrawn ones end at once: `no-cache`."""
    tag = f'"{hashlib.sha256(made).hexdigest()}"'
    is_known = request.headers.get("If-None-Match") == tag
    response = HttpResponse(status=304) if is_known else HttpResponse(made, content_type=media_type)
    how = "inline" if media_type == TYPES["pdf"] else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    response["ETag"] = tag
    response["Cache-Control"] = "public, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response
