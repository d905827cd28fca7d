"""The register on the screen, and as a table for Excel."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.common.sheets import Cell, to_csv, to_xlsx
from prongsai.correspondence.models import Urgency
from prongsai.mailroom import permissions, queries
from prongsai.mailroom.exports import COLUMNS, WIDTHS, register_row
from prongsai.mailroom.models import ReceivedPaper
from prongsai.mailroom.office.pages import show
from prongsai.mailroom.queries import Wanted
from prongsai.organization.queries import list_divisions

PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_wanted(request: HttpRequest, years: list[int]) -> Wanted:
    """What the address asks for; the newest year unless another, or all, is named."""
    get = request.GET
    asked, division = get.get("year", ""), get.get("division", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    if not asked and years:
        year = years[0]
    return Wanted(
        year=year,
        words=get.get("q", "")[:300],
        division=int(division) if division.isdecimal() and len(division) < 10 else None,
        state=get.get("state", "") if get.get("state") in ReceivedPaper.State.values else "",
        urgency=get.get("urgency", "") if get.get("urgency") in Urgency.values else "",
        only_late=get.get("late") == "1",
    )


def index(request: HttpRequest) -> HttpResponse:
    """The register of a year, searchable, fifty to a page."""
    years = queries.list_years()
    wanted = read_wanted(request, years)
    today = timezone.localdate()
    found = queries.list_register(request.user, wanted, today)
    page = Paginator(queries.with_assignments(found), PAGE_SIZE).get_page(request.GET.get("p"))
    return show(
        request,
        "index",
        "register",
        page=page,
        wanted=wanted,
        years=years,
        today=today,
        divisions=list_divisions(),
        states=ReceivedPaper.State.choices,
        urgencies=[choice for choice in Urgency.choices if choice[0]],
        may_receive=permissions.may_receive(request.user),
    )


def export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the filters show, in the official columns, oldest first."""
    years = queries.list_years()
    wanted = read_wanted(request, years)
    today = timezone.localdate()
    found = queries.list_register(request.user, wanted, today).order_by("year", "number")
    rows = _rows(queries.with_assignments(found))
    name = f"received-{wanted.year or 'all'}.{kind}"
    if kind == "xlsx":
        content = to_xlsx("ทะเบียนหนังสือรับ", COLUMNS, rows, WIDTHS)
        response = HttpResponse(content, content_type=XLSX)
    else:
        response = HttpResponse(to_csv(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _rows(found: Any) -> Iterator[list[Cell]]:
    for paper in found.iterator(chunk_size=1000):
        yield register_row(paper, is_readable=paper.is_readable)


def mine(request: HttpRequest) -> HttpResponse:
    """What waits for me: desks, and what my divisions have to do; made for a phone."""
    today = timezone.localdate()
    assignments = queries.list_assignments_of(request.user, today)
    return show(
        request,
        "mine",
        "mine",
        desks=queries.list_open_desks(request.user, today),
        open_assignments=assignments.exclude(state="done").order_by("due_on", "id"),
        done=assignments.filter(state="done").order_by("-done_at")[:20],
        today=today,
        heading=_("My division's papers"),
    )
