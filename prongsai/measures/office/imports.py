"""Import in the office: upload, look at what was understood, correct, save all or nothing."""

import uuid
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.errors import Refused
from prongsai.common.tables.limits import MAX_FILE_BYTES
from prongsai.measures import queries, services
from prongsai.measures.importing import Choices, ImportResult, UnreadableFile, read_measures
from prongsai.measures.importing.columns import MEANINGS
from prongsai.measures.office.source_view import MEANING_LABELS, show_table
from prongsai.organization.queries import list_known_units
from prongsai.registerkit.holding import find_waiting, keep_waiting, release

SAMPLE = Path(__file__).parent.parent / "samples" / "annual-report.txt"
WAITING = "imports"


class UploadForm(forms.Form):
    """A file or pasted text, and what it is."""

    file = forms.FileField(
        label=_("File"), required=False, help_text=_("Word, Excel, CSV or HTML; up to 20 MB.")
    )
    text = forms.CharField(
        label=_("Or pasted text"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    fiscal_year = forms.IntegerField(label=_("Fiscal year"), min_value=2500, max_value=2700)
    read_as = forms.ChoiceField(
        label=_("It is a"),
        required=False,
        choices=[("", _("find out")), ("plan", _("plan")), ("report", _("report"))],
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upload = data.get("file")
        if not upload and not (data.get("text") or "").strip():
            self.add_error("file", _("Choose a file or paste the table."))
        elif upload and upload.size > MAX_FILE_BYTES:
            self.add_error("file", _("The file is too large."))
        return data


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file or pasted text and go on to the preview."""
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        initial={"fiscal_year": queries.current_fiscal_year() - 1},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        content = data["file"].read() if data["file"] else data["text"].encode()
        name = data["file"].name if data["file"] else ""
        return _keep(request, content, name, data["fiscal_year"], data["read_as"])
    status = 422 if form.errors else 200
    return render(request, "measures/office/import.html", {"form": form}, status=status)


@require_POST
def sample(request: HttpRequest) -> HttpResponse:
    """Try it with the sample report."""
    return _keep(request, SAMPLE.read_bytes(), SAMPLE.name, 2568, "report")


def _keep(request: HttpRequest, content: bytes, name: str, year: int, read_as: str) -> HttpResponse:
    """Keep the upload for a day outside the database, known to this session alone."""
    about = {"name": name, "year": year, "read_as": read_as}
    key = keep_waiting(request.session, WAITING, content, about)
    return redirect("measures_import_preview", key)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What was understood, beside the source; corrections are read again, or saved."""
    found = find_waiting(request.session, WAITING, key)
    if found is None:
        raise Http404
    content, kept = found
    problem = ""
    try:
        result = _read(content, kept, request)
    except UnreadableFile as error:
        context = {"form": UploadForm(initial={"fiscal_year": kept["year"]}), "problem": str(error)}
        return render(request, "measures/office/import.html", context, status=422)
    if request.method == "POST" and "save" in request.POST:
        try:
            plan = services.save_import(
                actor=request.user,
                result=result,
                accept_warnings=request.POST.get("accept") == "1",
            )
        except Refused as refusal:
            problem = str(refusal)
        else:
            release([key])
            messages.success(request, _t("The measures were saved."))
            return redirect("measures_plan", plan.fiscal_year)
    context = {
        "result": result,
        "problem": problem,
        "meanings": MEANING_LABELS.items(),
        "tables": [show_table(table, _choices(request)) for table in result.tables],
        "needs_decision": any(warning.needs_decision for warning in result.warnings),
    }
    status = 422 if problem else 200
    return render(request, "measures/office/import_preview.html", context, status=status)


def _read(content: bytes, kept: dict[str, Any], request: HttpRequest) -> ImportResult:
    return read_measures(
        content,
        filename=kept["name"],
        fiscal_year=kept["year"],
        read_as=request.POST.get("read_as") or kept["read_as"] or None,
        known_units=list_known_units(),
        choices=_choices(request),
    )


def _choices(request: HttpRequest) -> Choices:
    choices = Choices()
    for name, value in request.POST.items():
        kind, _dash, place = name.partition("-")
        table, _dot, at = place.partition("-")
        if not (table.isdigit() and at.isdigit()):
            continue
        if kind == "column" and value in MEANINGS:
            choices.columns[(int(table), int(at))] = value
        elif kind == "leave":
            choices.left_out.add((int(table), int(at)))
    return choices
