"""The analysis of last year's result beside the plan that answers it: findings, measures, X-ray."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.assessment import queries as assessment
from prongsai.assessment import services as findings
from prongsai.assessment.models import Finding, FindingKind
from prongsai.assessment.queries import Analysis
from prongsai.assessment.rules.suggestions import Suggestion
from prongsai.common.errors import Refused
from prongsai.common.forms import try_to
from prongsai.measures import permissions, queries, services
from prongsai.measures.checks.facts import Warning_
from prongsai.measures.checks.findings import XRAY_CODES
from prongsai.measures.models import Measure, Plan
from prongsai.measures.office.finding_forms import AnswersForm, FindingForm, SetAsideForm
from prongsai.measures.office.pages import plan_context, show, tell_refusal
from prongsai.measures.plan_data import (
    Answers,
    answers_of,
    has_new_analysis,
    list_answering,
    list_answers,
)
from prongsai.measures.topics import topics_of
from prongsai.measures.warnings import list_xray


@dataclass(frozen=True)
class FindingRow:
    """A finding with the measures that answer it."""

    finding: Finding
    measures: list[Measure]


@dataclass(frozen=True)
class TopicRows:
    """A topic with its findings and the suggestions that stand beside them."""

    number: int
    title: str
    rows: list[FindingRow]
    offered: list[tuple[Suggestion, str]]

    @property
    def has_weakness(self) -> bool:
        """Whether a weakness is named: then the topic can't say that it has none."""
        return any(row.finding.kind == FindingKind.URGENT for row in self.rows)


def page(request: HttpRequest, year: int) -> HttpResponse:
    """The analysis of the result of the year before; the plan of the year may still be missing."""
    plan = _find_plan(request, year)
    if plan is not None:
        prefetch_related_objects([plan], "topics")
    analysis = assessment.get_analysis(year - 1)
    topics = list_topics(plan, year)
    measures = list_answering(plan) if plan else []
    answers = answers_of(measures)
    context = _context(
        request,
        year,
        plan,
        result=analysis.summary,
        topics=_topics(topics, analysis, answers),
        set_aside=analysis.set_aside,
        new_count=len(analysis.new),
        xray=_xray(plan, topics, analysis, measures) if plan else [],
        is_changed=bool(plan and plan.is_announced and has_new_analysis(plan, analysis, answers)),
    )
    return show(request, "measures/office/analysis.html", context)


def _find_plan(request: HttpRequest, year: int) -> Plan | None:
    if not 2501 <= year <= 2700:
        raise Http404
    return queries.find_plan(year)


def _context(request: HttpRequest, year: int, plan: Plan | None, **more: Any) -> dict[str, Any]:
    more |= {"year": year, "result_year": year - 1}
    if plan is not None:
        return plan_context(request, plan, "analysis", **more)
    return {"plan": None, "may_manage": permissions.may_manage_plan(request.user), **more}


def list_topics(plan: Plan | None, year: int) -> list[tuple[int, str]]:
    """The topics of the plan, or those that its year would have."""
    if plan is not None:
        return [(topic.number, topic.title) for topic in plan.topics.all()]
    return list(enumerate(topics_of(year), start=1))


def _topics(
    topics: Sequence[tuple[int, str]], analysis: Analysis, answers: Answers
) -> list[TopicRows]:
    return [
        TopicRows(
            number=number,
            title=title,
            rows=[
                FindingRow(row, answers.get(row.pk, []))
                for row in analysis.kept
                if row.topic == number
            ],
            offered=[
                (row, str(FindingKind(row.kind).label))
                for row in analysis.offers
                if row.topic == number
            ],
        )
        for number, title in topics
    ]


def _xray(
    plan: Plan, topics: Sequence[tuple[int, str]], analysis: Analysis, measures: Sequence[Any]
) -> list[tuple[Warning_, str]]:
    """The open objections of plan and analysis to each other, each with where it is mended."""
    by_id = {measure.pk: measure for measure in measures}
    found = list_xray(plan, topics, measures, analysis, answers_of(measures))
    return [
        (warning, find_mending(plan, warning, by_id.get(warning.measure_id or 0)))
        for warning in found
    ]


def find_mending(plan: Plan, warning: Warning_, measure: Measure | None) -> str:
    """Where an objection of the X-ray is mended; empty for every other objection."""
    if warning.code not in XRAY_CODES:
        return ""
    if measure is not None:
        return reverse("measures_cell", args=[measure.public_id, "findings"])
    if warning.finding:
        return reverse("measures_finding_answers", args=[warning.finding])
    page = reverse("measures_analysis", args=[plan.fiscal_year])
    return f"{page}#topic-{warning.topic}" if warning.topic else page


@require_POST
def prefill(request: HttpRequest, year: int) -> HttpResponse:
    """Make findings of what the scores suggest."""
    _find_plan(request, year)
    try:
        made = findings.prefill_findings(actor=request.user, fiscal_year=year - 1)
    except Refused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, _("Findings made from the scores: %(n)s") % {"n": made})
    return redirect("measures_analysis", year)


@require_POST
def take(request: HttpRequest, year: int) -> HttpResponse:
    """Take one suggestion as it reads now."""
    _find_plan(request, year)
    key = request.POST.get("key", "")
    try:
        taken = findings.take_suggestion(actor=request.user, fiscal_year=year - 1, key=key)
    except Refused as refusal:
        tell_refusal(request, refusal)
        return redirect("measures_analysis", year)
    return redirect(_topic_address(taken))


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, year: int) -> HttpResponse:
    """Write a finding of a topic."""
    plan = _find_plan(request, year)
    topics = list_topics(plan, year)
    asked = request.GET.get("topic") or str(topics[0][0])
    topic = next((row for row in topics if str(row[0]) == asked), None)
    if topic is None:
        raise Http404
    speaking = assessment.list_topic_scores(year - 1, topic[0])
    kind = request.GET.get("kind", FindingKind.DEVELOP)
    form = FindingForm(request.POST or None, speaking=speaking, initial={"kind": kind})
    made: list[Finding] = []

    def act() -> None:
        data = form.cleaned_data
        made.append(
            findings.add_finding(
                actor=request.user,
                fiscal_year=year - 1,
                topic=topic[0],
                kind=data["kind"],
                text=data["text"],
                codes=data["codes"],
            )
        )

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("Saved."))
        return redirect(_topic_address(made[0]))
    context = _context(request, year, plan, form=form, topic=topic, finding=None)
    return show(request, "measures/office/finding.html", context, is_wrong=bool(form.errors))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Reword a finding and choose what speaks for it."""
    finding, plan, year = _find(request, public_id)
    topic = next((row for row in list_topics(plan, year) if row[0] == finding.topic), None)
    speaking = assessment.list_topic_scores(finding.fiscal_year, finding.topic)
    form = FindingForm(
        request.POST or None, speaking=speaking, frozen=finding.scores, initial=_initial(finding)
    )

    def act() -> None:
        data = form.cleaned_data
        findings.change_finding(
            actor=request.user,
            finding=finding,
            kind=data["kind"],
            text=data["text"],
            codes=data["codes"],
            seen=data["seen"],
        )

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("Saved."))
        return redirect(_topic_address(finding))
    context = _context(request, year, plan, form=form, topic=topic, finding=finding)
    return show(request, "measures/office/finding.html", context, is_wrong=bool(form.errors))


def _initial(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "text": finding.text,
        "codes": [row["code"] for row in finding.scores],
        "seen": finding.updated_at.isoformat(),
    }


def _find(request: HttpRequest, public_id: UUID) -> tuple[Finding, Plan | None, int]:
    """A finding for a person, with the plan that answers its year."""
    finding = assessment.access_finding(request.user, public_id)
    year = finding.fiscal_year + 1
    return finding, queries.find_plan(year), year


def _topic_address(finding: Finding) -> str:
    page = reverse("measures_analysis", args=[finding.fiscal_year + 1])
    return f"{page}#topic-{finding.topic}"


@require_POST
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Move a finding up or down within its topic."""
    finding, _plan, _year = _find(request, public_id)
    by = -1 if request.POST.get("to") == "up" else 1
    findings.move_finding(actor=request.user, finding=finding, by=by)
    return redirect(_topic_address(finding))


@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Leave a finding out of the analysis, with the reason."""
    finding, plan, year = _find(request, public_id)
    form = SetAsideForm(request.POST or None)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        findings.set_aside_finding(actor=request.user, finding=finding, reason=reason)

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("The finding was set aside."))
        return redirect(_topic_address(finding))
    context = _context(request, year, plan, form=form, finding=finding)
    template = "measures/office/finding_aside.html"
    return show(request, template, context, is_wrong=bool(form.errors))


@require_POST
def restore(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a finding back into the analysis."""
    finding, _plan, _year = _find(request, public_id)
    try:
        findings.restore_finding(actor=request.user, finding=finding)
    except Refused as refusal:
        tell_refusal(request, refusal)
    return redirect(_topic_address(finding))


@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose the measures of the year's plan that answer a finding."""
    finding, plan, year = _find(request, public_id)
    if plan is None:
        raise Http404
    linked = list_answers(plan).get(finding.pk, [])
    form = AnswersForm(request.POST or None, plan=plan, initial={"measures": linked})

    def act() -> None:
        data = form.cleaned_data
        services.answer_finding(
            actor=request.user,
            plan=plan,
            finding=finding,
            measures=list(data["measures"]),
            reason=data.get("reason", ""),
        )

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("Saved."))
        return redirect(_topic_address(finding))
    context = _context(request, year, plan, form=form, finding=finding)
    template = "measures/office/finding_answers.html"
    return show(request, template, context, is_wrong=bool(form.errors))
