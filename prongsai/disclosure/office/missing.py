"""What is missing, who, by when."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.disclosure import exports, permissions
from prongsai.disclosure.office.tabs import year_tabs
from prongsai.disclosure.queries import gaps
from prongsai.disclosure.queries.access import access_board
from prongsai.disclosure.queries.board import Board
from prongsai.organization.queries import list_divisions
from prongsai.registerkit.exports import respond_register
from prongsai.registerkit.lists import Asked

NOBODY = "none"


def page(request: HttpRequest, year: int) -> HttpResponse:
    """The list with its filters."""
    board = access_board(request.user, year)
    everything = _of_user(request, board)
    division, kind = request.GET.get("division", ""), request.GET.get("kind", "")
    shown = _filter(everything, division, kind)
    context = {
        "board": board,
        "page": Asked.of(request.GET).cut(shown),
        "counts": gaps.count_by_division(everything),
        "divisions": list(list_divisions()),
        "division": division,
        "kind": kind,
        "kinds": _kinds(),
        "today": timezone.localdate(),
        **year_tabs(request.user, board.year, "missing"),
    }
    return render(request, "disclosure/missing.html", context)


def _of_user(request: HttpRequest, board: Board) -> list[gaps.Gap]:
    found = gaps.list_gaps(board)
    if permissions.sees_all(request.user):
        return found
    return gaps.of_keepers(found, partial(permissions.keeps, request.user))


def _filter(found: list[gaps.Gap], division: str, kind: str) -> list[gaps.Gap]:
    if kind in gaps.KINDS:
        found = [gap for gap in found if gap.kind == kind]
    if division:
        found = [
            gap for gap in found if (gap.division.code if gap.division else NOBODY) == division
        ]
    return found


def _kinds() -> list[tuple[str, str]]:
    return [
        ("red", _("missing or failed")),
        ("renew", _("to be renewed")),
        ("look", _("to look at")),
    ]


def export(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """What the filters show, as XLSX, CSV or JSON."""
    board = access_board(request.user, year)
    found = _of_user(request, board)
    shown = _filter(found, request.GET.get("division", ""), request.GET.get("kind", ""))
    return respond_register(kind, f"ita-{year}-missing", exports.MISSING, exports.gap_rows(shown))
