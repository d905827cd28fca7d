"""Office pages: the registers of numbers, and the seal."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from prongsai.accounts.permissions import is_administrator
from prongsai.approvals.permissions import may_change_chains
from prongsai.common.errors import Refused
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.common.sheets import to_csv
from prongsai.correspondence import queries, services
from prongsai.correspondence.certificate import find_certificate
from prongsai.correspondence.models import Register
from prongsai.thai.calendar import format_date

PAGE_SIZE = 50


class NextNumberForm(forms.Form):
    """Where to go on after the numbers of the paper register."""

    next_number = forms.IntegerField(
        label=_("Next number"),
        min_value=1,
        help_text=_("After the last number that was given on paper this year."),
    )


def index(request: HttpRequest) -> HttpResponse:
    """The registers by year and unit, and the state of the seal."""
    certificate, problem = None, ""
    try:
        certificate = find_certificate()
    except Refused as refusal:
        problem = str(refusal)
    context = {
        "registers": queries.list_registers(),
        "certificate": certificate,
        "problem": problem,
        "may_make": is_administrator(request.user),
    }
    return render(request, "correspondence/registers.html", context)


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One register: its numbers and what became of them; as CSV with `?format=csv`."""
    register = get_object_or_404(Register, pk=pk)
    if request.GET.get("format") == "csv":
        return _csv(register)
    return _show(
        request, register, NextNumberForm(initial={"next_number": register.last_number + 1})
    )


def _show(request: HttpRequest, register: Register, form: NextNumberForm) -> HttpResponse:
    words = request.GET.get("q", "")
    found = Paginator(queries.list_entries(register, words), PAGE_SIZE)
    context = {
        "register": register,
        "page": found.get_page(request.GET.get("p")),
        "q": words,
        "form": form,
        "may_change": may_change_chains(request.user),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "correspondence/register.html", context, status=status)


def _csv(register: Register) -> HttpResponse:
    header = ("ที่", "ลงวันที่", "เรื่อง", "สถานะ", "ผู้เสนอ")
    rows: list[list[Any]] = [
        [
            entry.written,
            format_date(entry.dated_on, "short"),
            entry.told_subject,
            entry.procedure.get_state_display() if entry.procedure else "",
            str(entry.procedure.started_by) if entry.procedure else "",
        ]
        for entry in queries.list_entries(register).order_by("number")
    ]
    response = HttpResponse(to_csv(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="register-{register.year}.csv"'
    return response


@require_POST
def set_next(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on after the paper register."""
    register = get_object_or_404(Register, pk=pk)
    form = NextNumberForm(request.POST)

    def act() -> None:
        number = form.cleaned_data["next_number"]
        services.set_next_number(actor=request.user, register=register, next_number=number)

    if not try_to(act, form):
        return _show(request, register, form)
    messages.success(request, _t("Saved."))
    return redirect("correspondence_register", pk)


@require_POST
def make_certificate(request: HttpRequest) -> HttpResponse:
    """Make the organisation's own certificate."""
    form = forms.Form(request.POST)
    if try_to(lambda: services.make_certificate(actor=request.user), form):
        messages.success(
            request, _t("The certificate was made. Back it up together with the data.")
        )
    else:
        messages.error(request, " ".join(str(e) for e in form.non_field_errors()))
    return redirect("correspondence_registers")
