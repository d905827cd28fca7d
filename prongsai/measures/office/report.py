"""The annual report: preview, files, handing in, wording."""

import datetime as dt
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.errors import Refused
from prongsai.common.forms import act_and_go, add_refusal, try_to
from prongsai.correspondence.render import digest, page_count, render_png
from prongsai.measures import queries, services
from prongsai.measures.models import AnnualReport, Plan
from prongsai.measures.office.forms import RemarkForm, SubmitForm
from prongsai.measures.office.pages import plan_context, show
from prongsai.measures.report.wording import DEFAULT_WORDING, PLACEHOLDERS, WORDING_LABELS
from prongsai.measures.report_data import (
    build_report_files,
    current_wording,
    find_document,
    report_day,
)
from prongsai.measures.warnings import list_warnings
from prongsai.thai.calendar import parse_date
from prongsai.thai.fiscal import FiscalYear

TYPES = {
    "report.pdf": "application/pdf",
    "report.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "report.csv": "text/csv; charset=utf-8",
    "report.json": "application/json",
}
FONTS = ("TH SarabunIT๙", "TH Sarabun PSK", "TH Sarabun New")


def _asked(request: HttpRequest) -> str:
    return request.POST.get("as_of") or request.GET.get("as_of", "")


def _as_of(request: HttpRequest, plan: Plan) -> dt.date:
    return report_day(plan, parse_date(_asked(request)))


def _as_of_error(request: HttpRequest) -> str:
    asked = _asked(request).strip()
    if not asked or parse_date(asked):
        return ""
    return _("Write the date like 24/11/2569 or 24 พ.ย. 2569.")


def _usual_days(plan: Plan) -> list[tuple[dt.date, str]]:
    """Six months and the whole year: the two days the assessment asks for."""
    year = FiscalYear(plan.fiscal_year)
    half = dt.date(year.last_day.year, 3, 31)
    return [(half, _("six months")), (year.last_day, _("the whole year"))]


def page(request: HttpRequest, year: int) -> HttpResponse:
    """The report as it stands, page by page, with its files and its fate."""
    plan = queries.access_plan(request.user, year)
    return _show(request, plan)


def _show(request: HttpRequest, plan: Plan, form: SubmitForm | None = None) -> HttpResponse:
    as_of = _as_of(request, plan)
    document = find_document(plan, as_of)
    reports = list(
        plan.reports.select_related("submitted_by", "procedure", "scan").prefetch_related(
            "scan__versions"
        )
    )
    context = plan_context(
        request,
        plan,
        "report",
        as_of=as_of,
        pages=range(1, page_count(document) + 1),
        reports=reports,
        returned=next((r for r in reports if r.as_of == as_of and r.state == "returned"), None),
        is_handed_in=any(r.as_of == as_of and r.state in ("waiting", "approved") for r in reports),
        form=form or SubmitForm(initial={"dated_on": timezone.localdate()}),
        remark=RemarkForm(),
        fonts=FONTS,
        as_of_error=_as_of_error(request),
        days=_usual_days(plan),
        warning_count=len(list_warnings(plan, queries.list_measures(plan), timezone.localdate())),
        version=digest(document)[:16],
    )
    wrong = bool(form and form.errors) or bool(context["as_of_error"])
    return show(request, "measures/office/report.html", context, is_wrong=wrong)


def picture(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One page of the preview."""
    plan = queries.access_plan(request.user, year)
    document = find_document(plan, _as_of(request, plan))
    try:
        content = render_png(document, number)
    except IndexError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, max-age=600"
    return response


def download(request: HttpRequest, year: int, name: str) -> HttpResponse:
    """One of the four files."""
    plan = queries.access_plan(request.user, year)
    if name not in TYPES:
        raise Http404
    font = request.GET.get("font", FONTS[0])
    files = build_report_files(
        plan, as_of=_as_of(request, plan), font=font if font in FONTS else FONTS[0]
    )
    response = HttpResponse(files[name], content_type=TYPES[name])
    suffix = name.rpartition(".")[2]
    response["Content-Disposition"] = f'attachment; filename="report-{year}.{suffix}"'
    return response


@require_POST
def submit(request: HttpRequest, year: int) -> HttpResponse:
    """Hand the report in under a number and the memo's date."""
    plan = queries.access_plan(request.user, year)
    form = SubmitForm(request.POST)
    made: list[AnnualReport] = []

    def act() -> None:
        as_of = report_day(plan, parse_date(request.POST.get("as_of", "")))
        made.append(
            services.submit_report(actor=request.user, plan=plan, as_of=as_of, **form.cleaned_data)
        )

    if not try_to(act, form):
        return _show(request, plan, form)
    messages.success(request, _("The report was handed in; its content is frozen."))
    procedure = made[0].procedure
    if procedure is not None and form.cleaned_data["on_paper"]:
        return redirect("approvals_page", procedure.public_id)
    return redirect("measures_report", year)


@require_POST
def give_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back a report of the time before there were chains of approval."""
    report = get_object_or_404(AnnualReport.objects.select_related("plan"), public_id=public_id)

    def act() -> None:
        services.take_back_report(
            actor=request.user, report=report, remark=request.POST.get("remark", "")
        )

    return act_and_go(request, act, "", "measures_report", report.plan.fiscal_year)


class WordingForm(forms.Form):
    """One box per text of the report."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for key in DEFAULT_WORDING:
            self.fields[key] = forms.CharField(
                label=WORDING_LABELS[key],
                required=False,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )


@require_http_methods(["GET", "POST"])
def wording(request: HttpRequest, year: int) -> HttpResponse:
    """The texts of memo and introduction in the office's own words."""
    plan = queries.access_plan(request.user, year)
    form = WordingForm(request.POST or None, initial=current_wording())
    if request.method == "POST" and form.is_valid():
        try:
            services.change_wording(actor=request.user, texts=form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("measures_report", year)
    context = plan_context(
        request, plan, "report", form=form, placeholders=" ".join(f"{{{p}}}" for p in PLACEHOLDERS)
    )
    return show(request, "measures/office/wording.html", context, is_wrong=bool(form.errors))
