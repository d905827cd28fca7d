"""The plan: list of years, table edited in place, timeline, copy, export."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.assessment.queries import list_kept_findings
from prongsai.common.errors import Refused
from prongsai.common.forms import add_refusal
from prongsai.measures import exports, permissions, queries, services
from prongsai.measures.models import Measure, Plan
from prongsai.measures.office.cells import CELLS
from prongsai.measures.office.forms import CopyForm, MeasureForm, reason_field, to_lines
from prongsai.measures.office.pages import plan_context, show, tell_refusal, wants_part
from prongsai.measures.services import MeasureDraft
from prongsai.measures.timeline import days_late, draw_timeline, say_state
from prongsai.thai.periods import parse_period


def index(request: HttpRequest) -> HttpResponse:
    """All plans, and the way to begin one."""
    year = queries.current_fiscal_year()
    plans = list(queries.list_plans())
    return render(
        request,
        "measures/office/index.html",
        {
            "plans": plans,
            "year": year,
            "has_current": any(plan.fiscal_year == year for plan in plans),
            "may_manage": permissions.may_manage_plan(request.user),
        },
    )


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Begin the plan of a year."""
    try:
        year = int(request.POST.get("fiscal_year", ""))
        plan = services.create_plan(actor=request.user, fiscal_year=year)
    except ValueError:
        messages.error(request, _("Write the fiscal year in the Buddhist era, for example 2569."))
        return redirect("measures_index")
    except Refused as refusal:
        tell_refusal(request, refusal)
        return redirect("measures_index")
    return redirect("measures_plan", plan.fiscal_year)


def table(request: HttpRequest, year: int) -> HttpResponse:
    """The six-column table, edited in place."""
    plan, topics = queries.access_plan_with_topics(request.user, year)
    measures = queries.list_table(plan)
    own = permissions.own_division_ids(request.user)
    may_manage = permissions.may_manage_plan(request.user)
    today = timezone.localdate()
    context = plan_context(
        request,
        plan,
        "table",
        groups=[
            (topic, [_row(m, today, may_manage or _is_own(m, own)) for m in found])
            for topic, found in group_by_topic(topics, measures)
        ],
        total=len(measures),
        earlier=[] if measures else queries.list_plans().exclude(pk=plan.pk)[:2],
    )
    return render(request, "measures/office/plan.html", context)


def _row(measure: Measure, today: dt.date, may_record: bool) -> dict[str, Any]:
    return {
        "measure": measure,
        "state": "late" if days_late(measure, today) else measure.state,
        "words": say_state(measure, today),
        "may_record": may_record and not measure.is_stopped,
    }


def _is_own(measure: Measure, own: set[int]) -> bool:
    if measure.is_for_all_divisions:
        return bool(own)
    return any(division.pk in own for division in measure.divisions.all())


def group_by_topic(
    topics: Iterable[Any], measures: list[Measure]
) -> list[tuple[Any, list[Measure]]]:
    """Measures under their topics, every topic of the year named."""
    groups = [(t, [m for m in measures if m.topic_id == t.pk]) for t in topics]
    without = [m for m in measures if m.topic_id is None]
    return groups + ([(None, without)] if without else [])


@require_http_methods(["GET", "POST"])
def edit_cell(request: HttpRequest, public_id: UUID, cell: str) -> HttpResponse:
    """One cell of the table: its form, and saving it. Works as a page of its own too."""
    measure = queries.access_measure(request.user, public_id)
    form_class = CELLS.get(cell)
    if form_class is None:
        raise Http404
    may = permissions.may_manage_plan if form_class.for_managers else _may_record(measure)
    if not may(request.user):
        raise PermissionDenied
    form = form_class(request.POST or None, initial=form_class.current(measure))
    form.bind_to(measure)
    if form_class.for_managers and measure.plan.is_announced:
        form.ask_reason()
    if request.method == "POST" and form.is_valid():
        try:
            _refuse_when_stale(request, measure)
            form.save(request.user, measure)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return _answer_saved(request, measure, cell)
    return _answer_form(request, measure, cell, form)


def _may_record(measure: Measure) -> Any:
    return lambda user: permissions.may_record_progress(user, measure)


def _refuse_when_stale(request: HttpRequest, measure: Measure) -> None:
    seen = request.POST.get("version", "")
    if seen and seen != measure.updated_at.isoformat():
        raise Refused(
            _("Somebody else has changed this measure meanwhile. Check the text and save again.")
        )


def _answer_saved(request: HttpRequest, measure: Measure, cell: str) -> HttpResponse:
    if wants_part(request):
        fresh = queries.access_measure(request.user, measure.public_id)
        context = {"measure": fresh, "cell": cell, "may_edit": True}
        return render(request, "measures/office/_cell.html", context)
    messages.success(request, _("Saved."))
    return redirect("measures_measure", measure.public_id)


def _answer_form(request: HttpRequest, measure: Measure, cell: str, form: Any) -> HttpResponse:
    name = "_cell_form.html" if wants_part(request) else "cell.html"
    context = {"measure": measure, "cell": cell, "form": form}
    return show(request, f"measures/office/{name}", context, is_wrong=bool(form.errors))


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, year: int) -> HttpResponse:
    """A new measure."""
    plan = queries.access_plan(request.user, year)
    form = MeasureForm(request.POST or None, plan=plan, initial=_wanted(request, plan))
    if plan.is_announced:
        form.fields["reason"] = reason_field()
    if request.method == "POST" and form.is_valid():
        try:
            measure = services.add_measure(
                actor=request.user,
                plan=plan,
                draft=_draft(form.cleaned_data, year),
                reason=form.cleaned_data.get("reason", ""),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The measure was added."))
            return redirect("measures_measure", measure.public_id)
    context = plan_context(request, plan, "table", form=form)
    return show(request, "measures/office/add.html", context, is_wrong=bool(form.errors))


def _wanted(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """What a link asked for: a topic, or a finding with its topic and its words as a beginning."""
    number = request.GET.get("topic", "")
    asked = request.GET.get("finding", "")
    finding = next(
        (f for f in list_kept_findings(plan.fiscal_year - 1) if str(f.public_id) == asked), None
    )
    wanted: dict[str, Any] = {}
    if finding is not None:
        number = str(finding.topic)
        wanted |= {"title": finding.text, "findings": [finding]}
    found = plan.topics.filter(number=number).first() if number.isdigit() else None
    return wanted | {"topic": found}


def _draft(data: dict[str, Any], year: int) -> MeasureDraft:
    return MeasureDraft(
        title=data["title"],
        period=parse_period(data["period_text"], year),
        topic=data["topic"].number if data["topic"] else None,
        number=data["number"].strip(),
        steps=to_lines(data["steps"]),
        divisions=[] if data["is_for_all"] else list(data["divisions"]),
        is_for_all_divisions=data["is_for_all"],
        expected_outputs=to_lines(data["expected_outputs"]),
        expected_outcome=data["expected_outcome"],
        follow_up=data["follow_up"].strip(),
        findings=list(data["findings"]) if "findings" in data else [],
    )


def timeline(request: HttpRequest, year: int) -> HttpResponse:
    """Months × measures, with today's line."""
    plan = queries.access_plan(request.user, year)
    drawing = draw_timeline(plan, queries.list_measures(plan), timezone.localdate())
    context = plan_context(request, plan, "timeline", timeline=drawing)
    return render(request, "measures/office/timeline.html", context)


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, year: int) -> HttpResponse:
    """Copy chosen rows of this plan into another year."""
    plan = queries.access_plan(request.user, year)
    measures = queries.list_measures(plan)
    target = max(queries.current_fiscal_year(), year + 1)
    form = CopyForm(request.POST or None, initial={"fiscal_year": target})
    if request.method == "POST" and form.is_valid():
        chosen = [int(pk) for pk in request.POST.getlist("measures") if pk.isdigit()]
        try:
            made = services.copy_plan(
                actor=request.user,
                source=plan,
                fiscal_year=form.cleaned_data["fiscal_year"],
                measure_ids=chosen,
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The measures were copied."))
            return redirect("measures_plan", made.fiscal_year)
    context = plan_context(request, plan, "table", form=form, measures=measures)
    return show(request, "measures/office/copy.html", context, is_wrong=bool(form.errors))


def export(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The plan as XLSX, CSV or JSON."""
    plan = queries.access_plan(request.user, year)
    return exports.respond(plan, kind)
