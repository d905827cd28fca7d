"""Correcting a line and withdrawing a correction: administrators only."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.catalogues.lines import has_line, read_line
from prongsai.catalogues.office.forms import CorrectForm, WithdrawForm
from prongsai.catalogues.office.reading import (
    find_or_404,
    find_shipped,
    get_or_404,
    name_of,
    show_line,
    year_context,
)
from prongsai.catalogues.queries import access_correction, list_changes, list_corrections
from prongsai.catalogues.reading import SCHEME, compose_plain
from prongsai.catalogues.services import correct_line, withdraw_correction
from prongsai.common.forms import WRONG_INPUT, try_to


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, year: int, line: str) -> HttpResponse:
    """What the line is by the manual; nothing changed means that it is right."""
    catalogue = get_or_404(year)
    shown = find_or_404(catalogue, line)
    history = list_corrections(year, line)
    form = CorrectForm(
        request.POST or None,
        path=line,
        line=read_line(compose_plain(year, SCHEME, list_changes()), line),
        catalogue=catalogue,
        seen=history[0].pk if history else 0,
    )

    def act() -> None:
        data = form.cleaned_data
        correct_line(
            actor=request.user,
            fiscal_year=year,
            path=line,
            values=form.values(),
            source=data["source"],
            reason=data["reason"],
            seen=data["seen"],
        )

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("Saved."))
        return redirect("catalogues_line", year, line)
    context = year_context(request, catalogue, "") | {
        "form": form,
        "line": shown,
        "heading": name_of(shown, line),
        "shipped": find_shipped(year, line),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "catalogues/correct.html", context, status=status)


@require_POST
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A correction that was a mistake."""
    correction = access_correction(request.user, public_id)
    form = WithdrawForm(correction, request.POST)

    def act() -> None:
        withdraw_correction(
            actor=request.user, correction=correction, reason=form.cleaned_data["reason"]
        )

    year, path = correction.fiscal_year, correction.path
    if try_to(act, form):
        messages.success(request, _("Saved."))
        # An addition that was withdrawn leaves no line to show.
        if has_line(compose_plain(year, SCHEME, list_changes()), path):
            return redirect("catalogues_line", year, path)
        return redirect("catalogues_year", year)
    return show_line(request, year, path, form=form, status=WRONG_INPUT)
