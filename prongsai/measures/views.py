"""The public page of plan and report, until the website stands at `/`."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from prongsai.correspondence.render import render_pdf
from prongsai.measures import exports, queries
from prongsai.measures.models import AnnualReport, Plan
from prongsai.measures.office.plans import group_by_topic
from prongsai.measures.report import compose
from prongsai.measures.report_data import thaw_report
from prongsai.measures.timeline import draw_timeline
from prongsai.organization.models import Role
from prongsai.organization.queries import find_position, find_profile


def home(request: HttpRequest) -> HttpResponse:
    """The newest public plan; on an empty installation the way to set it up."""
    profile = find_profile()
    if profile is None:
        return render(request, "measures/public/empty.html", {"profile": None})
    plans = queries.list_public_plans()
    if not plans:
        return render(request, "measures/public/none.html", {"profile": profile})
    return _page(request, plans[0], plans, profile)


def plan(request: HttpRequest, year: int) -> HttpResponse:
    """The public plan of one year."""
    plans = queries.list_public_plans()
    found = next((p for p in plans if p.fiscal_year == year), None)
    if found is None:
        raise Http404
    if found == plans[0]:
        return redirect("public_home", permanent=False)
    return _page(request, found, plans, find_profile())


def _page(request: HttpRequest, plan: Plan, plans: list[Plan], profile: Any) -> HttpResponse:
    measures = queries.list_table(plan)
    topics = list({m.topic_id: m.topic for m in measures if m.topic}.values())
    report_state = getattr(plan, "report_state", None)
    context = {
        "profile": profile,
        "plan": plan,
        "plans": plans,
        "groups": group_by_topic(topics, measures),
        "counts": queries.count_by_state(measures),
        "total": len(measures),
        "timeline": draw_timeline(plan, measures, timezone.localdate()),
        "proofs": queries.list_public_proofs(plan),
        "keeper": find_position(Role.INTEGRITY_OFFICER),
        "has_report": bool(report_state),
        "is_approved": report_state == AnnualReport.State.APPROVED,
    }
    return render(request, "measures/public/plan.html", context)


def download(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """A public plan as XLSX, CSV or JSON."""
    found = Plan.objects.filter(is_public=True, fiscal_year=year).first()
    if found is None:
        raise Http404
    return exports.respond(found, kind)


def schema(request: HttpRequest, name: str) -> HttpResponse:
    """The published JSON Schemas of plan and report."""
    path = {"plan": exports.SCHEMA, "report": exports.REPORT_SCHEMA}.get(name)
    if path is None:
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="application/schema+json")


def report(request: HttpRequest, year: int) -> HttpResponse:
    """The annual report of a public plan as PDF: draft until it is approved."""
    latest = (
        AnnualReport.objects.filter(plan__fiscal_year=year, plan__is_public=True)
        .exclude(state=AnnualReport.State.RETURNED)
        .select_related("plan")
        .first()
    )
    if latest is None:
        raise Http404
    content = render_pdf(compose(*thaw_report(latest)))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="report-{year}.pdf"'
    return response
