"""The plan's approval and what is published: versions, differences, the buttons."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.approvals.models import Procedure
from prongsai.approvals.queries import find_latest, last_round
from prongsai.common.forms import act_and_go, try_to
from prongsai.correspondence.approvable import seal_outcome
from prongsai.correspondence.content import Document
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.queries import find_sealed
from prongsai.correspondence.render import digest, page_count, render_pdf, render_png
from prongsai.measures import queries, services
from prongsai.measures.approvables import PLAN_KIND, compose_plan_round
from prongsai.measures.differences import compare
from prongsai.measures.models import AnnualReport, Plan, Publication
from prongsai.measures.office.forms import PublishForm, SubmitForm
from prongsai.measures.office.pages import plan_context, show
from prongsai.measures.plan_data import collect_plan
from prongsai.measures.public import freeze_plan
from prongsai.measures.report import compose_plan
from prongsai.measures.report_data import current_wording


def page(request: HttpRequest, year: int) -> HttpResponse:
    """Where the plan stands, its pages, what is published and what a new version would change."""
    return _show(request, queries.access_plan(request.user, year))


def _show(request: HttpRequest, plan: Plan, wrong: dict[str, Any] | None = None) -> HttpResponse:
    procedure = find_latest(PLAN_KIND, plan.pk)
    document = _document(plan, procedure)
    published = list(plan.publications.select_related("published_by"))
    last = next((p for p in published if p.kind == "plan"), None)
    context = plan_context(
        request,
        plan,
        "announcement",
        procedure=procedure,
        outcome=seal_outcome(procedure) if procedure else None,
        pages=range(1, page_count(document) + 1),
        version=digest(document)[:16],
        amendments=list(plan.amendments.select_related("measure", "amended_by")),
        may_submit=_may_submit(plan),
        is_again=bool(procedure and procedure.state == Procedure.State.RETURNED),
        published=published,
        differences=compare(last.snapshot, freeze_plan(plan, None)) if last else [],
        has_version=last is not None,
        reports=_reports(plan, published),
        links=_links(plan, published),
        form=SubmitForm(initial={"dated_on": timezone.localdate()}),
        publish_form=PublishForm(),
    )
    return show(
        request,
        "measures/office/announcement.html",
        context | (wrong or {}),
        is_wrong=bool(wrong),
    )


def _links(plan: Plan, published: list[Publication]) -> list[tuple[str, str]]:
    """The addresses to paste into the national system's link fields."""
    base, year = settings.PRONGSAI_BASE_URL, plan.fiscal_year
    links = [(_("Link of the plan"), base + reverse("public_plan", args=[year]))]
    if any(p.kind == Publication.Kind.REPORT for p in published):
        address = base + reverse("public_report_page", args=[year])
        links.append((_("Link of the annual report"), address))
    return links


def _may_submit(plan: Plan) -> bool:
    if plan.state == Plan.State.SUBMITTED:
        return False
    return not plan.is_announced or services.has_unapproved_changes(plan)


def _reports(plan: Plan, published: list[Publication]) -> list[dict[str, Any]]:
    """Approved reports that are not published yet, each with whether its seal is made."""
    reports = plan.reports.filter(state=AnnualReport.State.APPROVED).select_related("procedure")
    out = {(p.snapshot["as_of"], p.procedure_id) for p in published if p.kind == "report"}
    return [
        {"report": r, "is_ready": r.procedure is None or find_sealed(r.procedure) is not None}
        for r in reports
        if (r.as_of.isoformat(), r.procedure_id) not in out
    ]


def _document(plan: Plan, procedure: Procedure | None) -> Document:
    """The plan as submitted while it waits or was approved, else as it would be submitted now."""
    shown = (Procedure.State.RUNNING, Procedure.State.APPROVED)
    if procedure is not None and procedure.state in shown and not _may_submit(plan):
        return compose_plan_round(last_round(procedure))
    return compose_plan(collect_plan(plan), current_wording())


def _current(request: HttpRequest, year: int) -> Document:
    plan = queries.access_plan(request.user, year)
    return _document(plan, find_latest(PLAN_KIND, plan.pk))


def picture(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One page of the plan's document."""
    try:
        content = render_png(_current(request, year), number)
    except IndexError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, max-age=600"
    return response


def document(request: HttpRequest, year: int) -> HttpResponse:
    """The plan's document as PDF."""
    response = HttpResponse(render_pdf(_current(request, year)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="plan-{year}.pdf"'
    return response


def word(request: HttpRequest, year: int) -> HttpResponse:
    """The plan's document as DOCX."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response = HttpResponse(render_docx(_current(request, year)), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="plan-{year}.docx"'
    return response


@require_POST
def submit(request: HttpRequest, year: int) -> HttpResponse:
    """Submit the plan for approval."""
    plan = queries.access_plan(request.user, year)
    form = SubmitForm(request.POST)
    made: list[Procedure] = []

    def act() -> None:
        made.append(services.submit_plan(actor=request.user, plan=plan, **form.cleaned_data))

    if not try_to(act, form):
        return _show(request, plan, {"form": form})
    messages.success(request, _("The plan was submitted; its text is frozen."))
    if form.cleaned_data["on_paper"]:
        return redirect("approvals_page", made[0].public_id)
    return redirect("measures_announcement", year)


@require_POST
def publish(request: HttpRequest, year: int) -> HttpResponse:
    """Publish the plan as it stands as the next version."""
    plan = queries.access_plan(request.user, year)
    form = PublishForm(request.POST)

    def act() -> None:
        services.publish_plan(actor=request.user, plan=plan, note=form.cleaned_data["note"])

    if not try_to(act, form):
        return _show(request, plan, {"publish_form": form})
    messages.success(request, _("Published."))
    return redirect("measures_announcement", year)


@require_POST
def unpublish(request: HttpRequest, year: int) -> HttpResponse:
    """Take the plan off the public page."""
    plan = queries.access_plan(request.user, year)

    def act() -> None:
        services.take_off(actor=request.user, plan=plan)

    return act_and_go(request, act, "", "measures_announcement", year)


@require_POST
def publish_report(request: HttpRequest, year: int) -> HttpResponse:
    """Publish an approved and sealed report."""
    plan = queries.access_plan(request.user, year)
    chosen = request.POST.get("report", "")
    report = next((r for r in plan.reports.all() if str(r.public_id) == chosen), None)
    if report is None:
        raise Http404
    form = PublishForm(request.POST)

    def act() -> None:
        services.publish_report(actor=request.user, report=report, note=form.cleaned_data["note"])

    if not try_to(act, form):
        return _show(request, plan, {"publish_form": form})
    messages.success(request, _("Published."))
    return redirect("measures_announcement", year)
