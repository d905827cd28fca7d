"""The list with every address, as it is keyed into the national system."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from prongsai.disclosure import exports
from prongsai.disclosure.office.tabs import year_tabs
from prongsai.disclosure.queries.access import access_board
from prongsai.registerkit.exports import respond_register


def page(request: HttpRequest, year: int) -> HttpResponse:
    """Item by item with a button to copy; prints on paper."""
    board = access_board(request.user, year)
    context = {
        "board": board,
        "rows": exports.to_key_in(board),
        "today": timezone.localdate(),
        **year_tabs(request.user, board.year, "addresses"),
    }
    return render(request, "disclosure/addresses.html", context)


def export(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The same as XLSX, CSV or JSON."""
    board = access_board(request.user, year)
    rows = exports.key_in_rows(board)
    return respond_register(kind, f"ita-{year}-addresses", exports.KEY_IN, rows)
