"""Import in the office: upload, look at what was understood beside the source, save all or nothing."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from prongsai.assessment import queries, services
from prongsai.assessment.importing import ImportedYear, ImportResult, read_results
from prongsai.assessment.importing.result import TableView
from prongsai.assessment.office.rows import show_level, show_score
from prongsai.assessment.rules.shapes import INDICATOR, QUESTION
from prongsai.assessment.rules.sums import compute
from prongsai.assessment.wording import name_of
from prongsai.catalogues.queries import find_catalogue
from prongsai.common.errors import Refused
from prongsai.common.forms import WRONG_INPUT
from prongsai.common.tables import MAX_FILE_BYTES, UnreadableFile
from prongsai.registerkit.holding import find_waiting, keep_waiting, release

SHOWN_ROWS, WAITING = 80, "ita_imports"


class UploadForm(forms.Form):
    """A file or pasted text, and the year of tables that name none."""

    file = forms.FileField(
        label=_("File"), required=False, help_text=_("Excel, CSV, Word or HTML; up to 20 MB.")
    )
    text = forms.CharField(
        label=_("Or pasted text"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    fiscal_year = forms.IntegerField(
        label=_("Fiscal year"), required=False, min_value=2500, max_value=2700,
        help_text=_("Only when the file does not say it."),
    )  # fmt: skip

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
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        content = data["file"].read() if data["file"] else data["text"].encode()
        about = {
            "name": data["file"].name if data["file"] else "",
            "year": data["fiscal_year"],
        }
        key = keep_waiting(request.session, WAITING, content, about)
        return redirect("assessment_import_preview", key)
    status = WRONG_INPUT if form.errors else 200
    return render(request, "assessment/import.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What was understood, beside the source; read again with another year, or saved."""
    found = find_waiting(request.session, WAITING, key)
    if found is None:
        raise Http404
    content, kept = found
    year, bare = _asked_year(request, kept), _said_of_numbers(request)
    problem = ""
    try:
        result = read_results(content, filename=kept["name"], fiscal_year=year, bare=bare)
    except UnreadableFile as error:
        context = {"form": UploadForm(initial={"fiscal_year": year}), "problem": str(error)}
        return render(request, "assessment/import.html", context, status=WRONG_INPUT)
    if request.method == "POST" and "save" in request.POST:
        try:
            saved = services.save_import(
                actor=request.user,
                result=result,
                source_name=kept["name"],
                accept_warnings=request.POST.get("accept") == "1",
            )
        except Refused as refusal:
            problem = str(refusal)
        else:
            release([key])
            messages.success(request, _t("The results were saved."))
            last = saved[-1].fiscal_year
            return redirect("assessment_year", last)
    return _show(request, result, year, bare, problem)


def _asked_year(request: HttpRequest, kept: dict[str, Any]) -> int | None:
    typed = request.POST.get("fiscal_year", "")
    if typed.isdecimal() and 2500 <= int(typed) <= 2700:
        return int(typed)
    return None if "fiscal_year" in request.POST else kept["year"]


def _said_of_numbers(request: HttpRequest) -> str:
    """What the person said that bare numbers beside IIT or EIT are; an empty text: nothing yet."""
    said = request.POST.get("bare", "")
    return said if said in (INDICATOR, QUESTION) else ""


def _show(
    request: HttpRequest, result: ImportResult, year: int | None, bare: str, problem: str
) -> HttpResponse:
    existing = {each.fiscal_year for each in queries.list_results()}
    context = {
        "result": result,
        "year": year,
        "bare": bare,
        "asks_numbers": bare or result.may_be_either,
        "problem": problem,
        "years": [_year(each, each.fiscal_year in existing) for each in result.years],
        "tables": [_table(view) for view in result.tables],
    }
    status = WRONG_INPUT if problem else 200
    return render(request, "assessment/import_preview.html", context, status=status)


def _year(year: ImportedYear, is_replaced: bool) -> dict[str, Any]:
    catalogue = find_catalogue(year.fiscal_year)
    sums = compute(catalogue, year.stated) if catalogue else None
    return {
        "year": year.fiscal_year,
        "is_replaced": is_replaced,
        "total": show_score(sums.total.score if sums else year.total),
        "stated_level": year.level,
        "count": len(year.scores),
        "scores": [(name_of(key), show_score(score)) for key, score in sorted(year.scores.items())],
        **show_level(sums.reached if sums else None),
    }


def _table(view: TableView) -> dict[str, Any]:
    """A table with the cells that were taken marked with their line."""
    rows = [
        [
            ("" if cell.left or cell.up else cell.text, view.taken.get((at, column), ""))
            for column, cell in enumerate(row)
        ]
        for at, row in enumerate(view.grid.rows[:SHOWN_ROWS])
    ]
    return {
        "title": view.grid.where,
        "rows": rows,
        "more": max(0, len(view.grid.rows) - SHOWN_ROWS),
    }
