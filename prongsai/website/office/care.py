"""The board: pages by division and age, found right with one button, and as a file."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.common.errors import Refused
from prongsai.common.forms import act_and_go
from prongsai.registerkit.exports import respond_register
from prongsai.registerkit.lists import Asked
from prongsai.website import exports, permissions, services
from prongsai.website.aging import State
from prongsai.website.kept import KeptPage, Tree, count_by_division, get_tree, most_urgent_first
from prongsai.website.models import SitePage
from prongsai.website.office.tabs import care_tabs

NOBODY, OWED = "none", "owed"


def page(request: HttpRequest) -> HttpResponse:
    """The divisions in numbers, then their pages, the most urgent first."""
    today = timezone.localdate()
    tree = get_tree(on=today)
    sheet = Asked.of(request.GET).cut(_filter(request, tree))
    divisions = count_by_division(tree.pages)
    may = {d.division: permissions.may_confirm(request.user, d.division) for d in divisions}
    context = {
        "page": sheet,
        "rows": [(row, may[row.keeper], row.age.days_late(today)) for row in sheet],
        "divisions": divisions,
        "counts": {state.value: tree.count(state) for state in State},
        "division": request.GET.get("division", ""),
        "state": request.GET.get("state", ""),
        "states": _states(),
        "today": today,
        **care_tabs(request.user, "care"),
    }
    return render(request, "website/office/care.html", context)


def _states() -> list[tuple[str, str]]:
    return [
        (OWED, _("overdue or due")),
        (State.OVERDUE, _("overdue")),
        (State.DUE, _("due soon")),
        (State.FRESH, _("fresh")),
        (State.FREE, _("not asked for")),
    ]


def _filter(request: HttpRequest, tree: Tree) -> list[KeptPage]:
    division, state = request.GET.get("division", ""), request.GET.get("state", "")
    wanted = (State.OVERDUE, State.DUE) if state == OWED else (state,)
    return [
        row
        for row in most_urgent_first(tree.pages)
        if (not division or division == (row.keeper.code if row.keeper else NOBODY))
        and (not state or row.age.state in wanted)
    ]


def export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the filters show, as XLSX, CSV or JSON."""
    today = timezone.localdate()
    rows = exports.care_rows(_filter(request, get_tree(on=today)), today)
    return respond_register(kind, "website-pages", exports.CARE, rows)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a page is still right."""
    found = get_object_or_404(SitePage, pk=pk)

    def act() -> Any:
        return services.confirm_page(actor=request.user, page=found)

    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "website_care"
    done = _("“%(page)s” is noted as still right today.") % {"page": found.title}
    return act_and_go(request, act, done, back)


@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """Draft the order that appoints the keepers; it opens to be completed."""
    return open_paper(request, lambda: services.draft_keepers(actor=request.user), "website_care")


def open_paper(request: HttpRequest, act: Any, back: str) -> HttpResponse:
    """Draft a paper and go to it; what was refused is told on the page before."""
    try:
        paper = act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, _("The draft is ready: complete it, then put it forward."))
    return redirect("papers_page", paper.public_id)
