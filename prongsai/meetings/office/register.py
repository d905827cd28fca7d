"""The register: what is ahead for a person, the months of a year, all meetings; its downloads."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from prongsai.meetings import archive, permissions
from prongsai.meetings.exports import MEETINGS, meeting_rows
from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.office import duties
from prongsai.meetings.office.tabs import ROOT, register_tabs
from prongsai.meetings.queries.access import access_body
from prongsai.meetings.queries.bodies import list_every_body, years_of
from prongsai.meetings.queries.lists import list_meetings, of_seen_bodies
from prongsai.meetings.queries.year import MonthOfYear, arrange_months, list_months
from prongsai.meetings.sources import MONTHLY
from prongsai.registerkit.exports import respond_archive, respond_register
from prongsai.registerkit.lists import YEARS, Asked

ALL = "all"


@dataclass(frozen=True)
class Wanted:
    """What the address asks the register for; `year` None: all years."""

    user: Any
    body: Body | None
    year: int | None
    asked: Asked

    @property
    def name(self) -> str:
        """A name for files."""
        body = self.body.code if self.body else ALL
        return f"meetings-{body}-{self.year or ALL}"

    def find(self) -> Any:
        """The meetings it means, newest first."""
        words = self.asked.words
        found = list_meetings(body=self.body, fiscal_year=self.year, words=words)
        return found.filter(of_seen_bodies(self.user))


def read_wanted(request: HttpRequest, bodies: list[Body]) -> Wanted:
    """What the address asks for; the running fiscal year unless another, or all, is named."""
    asked = Asked.of(request.GET)
    body = next((body for body in bodies if body.code == request.GET.get("body")), None)
    year = None if request.GET.get("year") == ALL else asked.year
    return Wanted(request.user, body, year, asked)


def _seen_bodies(request: HttpRequest) -> list[Body]:
    return list(list_every_body().filter(of_seen_bodies(request.user, "pk")))


def index(request: HttpRequest) -> HttpResponse:
    """First what waits for the person, then a body's year, then the register."""
    today = timezone.localdate()
    bodies = _seen_bodies(request)
    wanted = read_wanted(request, bodies)
    # A year is small: its rows are the register's and the strip's.
    found = wanted.find() if wanted.year is None else list(wanted.find())
    is_asked = any(request.GET.get(name) for name in ("q", "body", "year", "p"))
    context: dict[str, Any] = {
        "wanted": wanted,
        "bodies": bodies,
        "years": sorted({*years_of(bodies), wanted.asked.year}, reverse=True),
        "page": wanted.asked.cut(found),
        "keeps": permissions.keeps_any(request.user),
        "is_asked": is_asked,
        "today": today,
        "root": ROOT,
        **register_tabs(request.user, "index"),
        **_strip(wanted, bodies, found),
    }
    if not is_asked:
        context["rows"] = duties.list_rows(request.user, today)
        context["minutes_rows"] = duties.list_minutes_rows(request.user, today)
    return render(request, "meetings/index.html", context)


def _strip(wanted: Wanted, bodies: list[Body], found: Iterable[Meeting]) -> dict[str, Any]:
    """The twelve months of a monthly body: the one asked for, else the first; {} without one."""
    monthly = [body for body in bodies if body.kind in MONTHLY and body.is_active]
    body = wanted.body or (monthly[0] if monthly else None)
    if body is None or wanted.year is None or body.kind not in MONTHLY:
        return {}
    today = timezone.localdate()
    if wanted.asked.words:
        months = list_months(body, wanted.year, today)
    else:
        own = [meeting for meeting in found if meeting.body_id == body.pk]
        months = arrange_months(own, wanted.year, today)
    return {
        "strip": months,
        "strip_body": body,
        "met": sum(month.is_met for month in months),
        "adopted": sum(_is_adopted(month) for month in months),
        "gaps": [month.month for month in months if month.is_gap],
    }


def _is_adopted(month: MonthOfYear) -> bool:
    return any(meeting.is_held and meeting.minutes.is_adopted for meeting in month.meetings)


def export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the filters show as XLSX, CSV or JSON, oldest first."""
    wanted = read_wanted(request, _seen_bodies(request))
    found = wanted.find().order_by("starts_at", "id")
    rows = meeting_rows(found.iterator(chunk_size=500))
    return respond_register(kind, wanted.name, MEETINGS, rows)


def year_archive(request: HttpRequest, code: str, year: int) -> FileResponse:
    """A body's minutes of a fiscal year as ZIP; what the person may not see is withheld in it."""
    body = access_body(request.user, code)
    if year not in YEARS:
        raise Http404
    return respond_archive(
        f"minutes-{body.code}-{year}",
        lambda target: archive.write_year(target, user=request.user, body=body, fiscal_year=year),
    )
