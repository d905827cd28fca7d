"""The years, and how one stands: heat map, countdown, readiness."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.common.errors import Refused
from prongsai.disclosure import permissions, services
from prongsai.disclosure.models import DisclosureYear
from prongsai.disclosure.office.tabs import year_tabs
from prongsai.disclosure.queries.access import access_board, access_managed, list_years
from prongsai.disclosure.queries.catalogue import list_openable
from prongsai.disclosure.queries.readiness import get_readiness, list_windows
from prongsai.disclosure.rules import State
from prongsai.thai.fiscal import fiscal_year_of


def index(request: HttpRequest) -> HttpResponse:
    """The years that were opened; with those that can be."""
    years = list_years()
    known = {year.fiscal_year for year in years}
    may_manage = permissions.may_manage(request.user)
    openable = list_openable(fiscal_year_of(timezone.localdate())) if may_manage else []
    context = {
        "years": years,
        "closed": [year for year in openable if year not in known],
        "may_manage": may_manage,
    }
    return render(request, "disclosure/index.html", context)


@require_POST
def open_year(request: HttpRequest) -> HttpResponse:
    """Open a year with one click."""
    typed = request.POST.get("fiscal_year", "")
    number = int(typed) if typed.isdecimal() and len(typed) == 4 else 0
    try:
        year = services.open_year(actor=request.user, fiscal_year=number)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("disclosure_index")
    return redirect("disclosure_year", year.fiscal_year)


def page(request: HttpRequest, year: int) -> HttpResponse:
    """How a year stands."""
    board = access_board(request.user, year)
    today = timezone.localdate()
    context = {
        "board": board,
        "readiness": get_readiness(board),
        "windows": list_windows(board.catalogue, today),
        "red": board.count(State.MISSING, State.FAILED),
        "amber": board.count(State.LOOK),
        "green": board.count(State.READY, State.OPTIONAL),
        "sees_all": permissions.sees_all(request.user),
        "today": today,
        **year_tabs(request.user, board.year, "board"),
    }
    return render(request, "disclosure/year.html", context)


@require_POST
def publish(request: HttpRequest, year: int) -> HttpResponse:
    """Show the year's page to everybody."""
    found = access_managed(request.user, year)
    services.publish_year(actor=request.user, year=found)
    messages.success(request, _("The page is public now."))
    return redirect("disclosure_year", year)


@require_POST
def take_off(request: HttpRequest, year: int) -> HttpResponse:
    """Take the year's page off."""
    found: DisclosureYear = access_managed(request.user, year)
    try:
        services.take_year_off(actor=request.user, year=found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("disclosure_year", year)
