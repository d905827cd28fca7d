"""Office pages: the registers of numbers, and the seal."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from prongsai.accounts.permissions import is_administrator
from prongsai.approvals.permissions import may_change_chains
from prongsai.common.errors import Refused
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.common.sheets import to_csv, to_xlsx
from prongsai.correspondence import queries, services
from prongsai.correspondence.certificate import find_certificate
from prongsai.correspondence.keeping import COLUMNS, WIDTHS, list_rows, with_keeping
from prongsai.correspondence.models import Register, RegisterKind
from prongsai.organization.permissions import has_position

PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    """One register: its numbers and what became of them; for Excel with `?format=xlsx` or `csv`."""
    register = get_object_or_404(Register, pk=pk)
    wanted = request.GET.get("format", "")
    if wanted in ("csv", "xlsx"):
        return _sheet(register, wanted, request.GET.get("q", ""))
    return _show(
        request, register, NextNumberForm(initial={"next_number": register.last_number + 1})
    )


def _show(request: HttpRequest, register: Register, form: NextNumberForm) -> HttpResponse:
    words = request.GET.get("q", "")
    found = Paginator(queries.list_entries(register, words), PAGE_SIZE)
    page = found.get_page(request.GET.get("p"))
    is_issued = register.kind != RegisterKind.RECEIVED
    context = {
        "register": register,
        "page": page,
        "rows": with_keeping(page),
        "q": words,
        "is_issued": is_issued,
        "form": form,
        "may_archive": is_issued and has_position(request.user) and page.paginator.count > 0,
        "may_change": may_change_chains(request.user),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "correspondence/register.html", context, status=status)


def _sheet(register: Register, wanted: str, words: str) -> HttpResponse:
    """What is shown, with the time for which each paper is kept."""
    rows, header = list_rows(register, words), tuple(COLUMNS.values())
    if wanted == "csv":
        content, kind = to_csv(header, rows), "text/csv; charset=utf-8"
    else:
        content, kind = to_xlsx(str(register.year), header, rows, WIDTHS), XLSX
    response = HttpResponse(content, content_type=kind)
    name = f"register-{register.kind}-{register.year}.{wanted}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The papers of a register with their files, as a ZIP."""
    register = get_object_or_404(Register, pk=pk)
    try:
        content = services.archive_register(actor=request.user, register=register)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("correspondence_register", pk)
    name = f"register-{register.kind}-{register.year}.zip"
    response = FileResponse(
        content, content_type="application/zip", as_attachment=True, filename=name
    )
    response["Cache-Control"] = "private, no-store"
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
