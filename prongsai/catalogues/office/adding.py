"""Adding an item or a component that the manual has and the catalogue has not: administrators only."""

import string

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prongsai.catalogues.office.forms import AddForm
from prongsai.catalogues.office.reading import get_or_404, year_context
from prongsai.catalogues.services import add_line
from prongsai.catalogues.shapes import Catalogue, Item
from prongsai.common.forms import WRONG_INPUT, try_to


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, year: int) -> HttpResponse:
    """A new item of a year; its components follow on its own page."""
    catalogue = get_or_404(year)
    return _add(request, catalogue, None, [row.code for row in catalogue.items])


@require_http_methods(["GET", "POST"])
def component(request: HttpRequest, year: int, item: str) -> HttpResponse:
    """A new component of an item."""
    catalogue = get_or_404(year)
    owner = catalogue.find_item(item)
    if owner is None:
        raise Http404
    return _add(request, catalogue, owner, [part.id for part in owner.components])


def _add(
    request: HttpRequest, catalogue: Catalogue, owner: Item | None, taken: list[str]
) -> HttpResponse:
    code = owner.code if owner else ""
    free = _next_letter(taken) if owner else f"O{len(taken) + 1}"
    form = AddForm(request.POST or None, owner=code, code=free, taken=taken, catalogue=catalogue)
    year = catalogue.fiscal_year

    def act() -> None:
        data = form.cleaned_data
        add_line(
            actor=request.user,
            fiscal_year=year,
            path=form.path_of(data["code"]),
            values=form.values(),
            source=data["source"],
            reason=data["reason"],
        )

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("Added. It counts from now on."))
        return redirect("catalogues_line", year, form.path_of(form.cleaned_data["code"]))
    context = year_context(request, catalogue, "") | {"form": form, "owner": owner}
    status = WRONG_INPUT if form.errors else 200
    return render(request, "catalogues/add.html", context, status=status)


def _next_letter(taken: list[str]) -> str:
    return next((letter for letter in string.ascii_lowercase if letter not in taken), "")
