"""The checks: ask for them, see how far they are, what they found in earlier runs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from prongsai.common.errors import Refused
from prongsai.disclosure import services
from prongsai.disclosure.checking import Level
from prongsai.disclosure.office.tabs import year_tabs
from prongsai.disclosure.queries.access import access_board, access_line, access_managed
from prongsai.disclosure.queries.board import Board, Line, ShownPlace

RUNS_SHOWN = 20


def page(request: HttpRequest, year: int) -> HttpResponse:
    """How far the running checks are, which items failed, the earlier runs."""
    board = access_board(request.user, year)
    runs = list(board.year.runs.select_related("asked_by")[:RUNS_SHOWN])
    context = {
        "board": board,
        "runs": runs,
        "running": next((run for run in runs if run.is_running), None),
        "failed": _found(board, Level.FAIL),
        "warned": _found(board, Level.WARN),
        "unread": _found(board, Level.UNKNOWN),
        "unchecked": sum(
            not row.checked for ln in board.lines for part in ln.parts for row in part.places
        ),
        **year_tabs(request.user, board.year, "checks"),
    }
    return render(request, "disclosure/checks.html", context)


def _found(board: Board, level: Level) -> list[tuple[Line, list[ShownPlace], str]]:
    """The items with places of a level; a place that shows several components stands once."""
    found = []
    for line in board.lines:
        rows = [row for part in line.parts for row in part.places if row.level == level]
        if rows:
            found.append((line, list({row.place.key: row for row in rows}.values()), level.value))
    return found


@require_POST
def start(request: HttpRequest, year: int) -> HttpResponse:
    """Check the whole year now."""
    found = access_managed(request.user, year)
    try:
        services.start_checks(actor=request.user, year=found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("disclosure_checks", year)


@require_POST
def start_item(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Check one item now."""
    board, line = access_line(request.user, year, code)
    try:
        services.start_checks(actor=request.user, year=board.year, item_code=line.item.code)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("disclosure_checks", year)
    return redirect("disclosure_item", year, line.slug)
