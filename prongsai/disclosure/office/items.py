"""One item: its components, where each is proven, who keeps it, what the checks say."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prongsai.audit.queries import list_history_of
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.disclosure import permissions, services
from prongsai.disclosure.models import DisclosedItem
from prongsai.disclosure.office.forms import KeeperForm
from prongsai.disclosure.office.tabs import year_tabs
from prongsai.disclosure.queries.access import access_line, running_of
from prongsai.disclosure.queries.board import Board, Line
from prongsai.disclosure.queries.reports import list_reports

HISTORY_SHOWN = 50


def page(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One item."""
    board, line = access_line(request.user, year, code)
    return show(request, board, line)


def show(request: HttpRequest, board: Board, line: Line, **wrong: Any) -> HttpResponse:
    """The page, perhaps with a form that was refused."""
    kept = DisclosedItem.objects.filter(year=board.year, code=line.item.code)
    items = board.catalogue.items
    at = items.index(line.item)
    user = request.user
    rights = {part.component.id: permissions.may_update(user, part.duty) for part in line.parts}
    context = {
        "board": board,
        "line": line,
        "before": items[at - 1] if at else None,
        "after": items[at + 1] if at + 1 < len(items) else None,
        "rights": rights,
        "may_check": any(rights.values()) and any(part.places for part in line.parts),
        "running": running_of(board.year),
        "reports": list_reports(line),
        "history": list_history_of(kept)[:HISTORY_SHOWN],
        "today": timezone.localdate(),
        **year_tabs(user, board.year, "board"),
        **wrong,
    }
    return render(request, "disclosure/item.html", context, status=WRONG_INPUT if wrong else 200)


@require_http_methods(["GET", "POST"])
def keeper(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Who keeps the components of an item."""
    board, line = access_line(request.user, year, code)
    form = KeeperForm(request.POST, line=line) if request.method == "POST" else None

    def act() -> None:
        assert form is not None
        services.set_keeper(
            actor=request.user, year=board.year, code=line.item.code, **form.cleaned_data
        )

    if form is None or not try_to(act, form):
        context = {
            "line": line,
            "form": form or KeeperForm.start(line),
            **year_tabs(request.user, board.year, "board"),
        }
        status = WRONG_INPUT if form else 200
        return render(request, "disclosure/keeper.html", context, status=status)
    messages.success(request, _("Saved."))
    return redirect("disclosure_item", year, line.slug)
