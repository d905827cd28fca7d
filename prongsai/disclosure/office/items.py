"""One item: its components, where each is proven, who keeps it, what the checks say."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prongsai.audit.queries import list_history
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.disclosure import permissions, services
from prongsai.disclosure.models import CheckRun, DisclosedItem
from prongsai.disclosure.office.forms import KeeperForm
from prongsai.disclosure.office.tabs import year_tabs
from prongsai.disclosure.queries.access import access_line
from prongsai.disclosure.queries.board import Board, Line
from prongsai.disclosure.queries.reports import list_reports

HISTORY_SHOWN = 50


def page(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One item."""
    board, line = access_line(request.user, year, code)
    return show(request, board, line)


def show(request: HttpRequest, board: Board, line: Line, **wrong: Any) -> HttpResponse:
    """The page, perhaps with a form that was refused."""
    row = DisclosedItem.objects.filter(year=board.year, code=line.item.code).first()
    codes = [ln.slug for ln in board.lines]
    at = codes.index(line.slug)
    user = request.user
    rights = {part.component.id: permissions.may_update(user, part.duty) for part in line.parts}
    context = {
        "board": board,
        "line": line,
        "before": board.lines[at - 1] if at else None,
        "after": board.lines[at + 1] if at + 1 < len(codes) else None,
        "rights": rights,
        "may_check": any(rights.values()) and any(part.places for part in line.parts),
        "running": board.year.runs.filter(state=CheckRun.State.RUNNING).first(),
        "reports": list_reports(line),
        "history": list_history(row)[:HISTORY_SHOWN] if row else [],
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
