"""Reading plans: everything a screen needs in a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.approvals.models import Procedure
from prongsai.common.errors import Refused
from prongsai.evidence.models import EvidenceVersion
from prongsai.measures import permissions
from prongsai.measures.models import (
    DataRequest,
    EvidenceUse,
    Measure,
    Plan,
    Publication,
    Step,
    Topic,
)
from prongsai.measures.rules import Cell, missing_cells
from prongsai.organization import queries as organization
from prongsai.organization.models import Division
from prongsai.thai.fiscal import fiscal_year_of


def current_fiscal_year() -> int:
    """The fiscal year (พ.ศ.) of today in Bangkok."""
    return fiscal_year_of(timezone.localdate()).year_be


def find_plan(fiscal_year: int) -> Plan | None:
    """The plan of a year, if there is one."""
    return Plan.objects.filter(fiscal_year=fiscal_year).first()


def get_plan_of_year(fiscal_year: int) -> Plan:
    """The plan of a year; raises `Refused` when there is none."""
    plan = find_plan(fiscal_year)
    if plan is None:
        raise Refused(_("There is no plan of fiscal year %(year)s.") % {"year": fiscal_year})
    return plan


def access_plan(actor: Any, fiscal_year: int) -> Plan:
    """A plan for a colleague; 404 when there is none, 403 without a position."""
    if not permissions.may_see_office(actor):
        raise PermissionDenied
    plan = find_plan(fiscal_year)
    if plan is None:
        raise Http404
    return plan


def access_measure(actor: Any, public_id: UUID) -> Measure:
    """A measure for a colleague, with everything its page shows."""
    if not permissions.may_see_office(actor):
        raise PermissionDenied
    found = with_everything(Measure.objects.filter(public_id=public_id))
    measure = found.prefetch_related("steps__origin").first()
    if measure is None:
        raise Http404
    return measure


def access_request(actor: Any, public_id: UUID) -> DataRequest:
    """A request for data for somebody of the division asked, or who manages the plan."""
    request = (
        DataRequest.objects.select_related("plan", "division", "asked_by")
        .filter(public_id=public_id)
        .first()
    )
    if request is None:
        raise Http404
    if not permissions.may_answer(actor, request):
        raise PermissionDenied
    return request


def with_everything(measures: "QuerySet[Measure]") -> "QuerySet[Measure]":
    """Measures with topic, steps, outputs, divisions, people and evidence: seven queries."""
    uses = EvidenceUse.objects.select_related("evidence").prefetch_related("evidence__versions")
    return measures.select_related("plan", "topic").prefetch_related(
        "steps", "outputs", "divisions", "people", "indicators", Prefetch("evidence_uses", uses)
    )


def list_measures(plan: Plan) -> list[Measure]:
    """All measures of a plan in their order, with everything."""
    return list(with_everything(plan.measures.order_by("order", "id")))


def access_plan_with_topics(actor: Any, fiscal_year: int) -> tuple[Plan, list[Topic]]:
    """A plan for a colleague with its topics, in one query where there are topics."""
    if not permissions.may_see_office(actor):
        raise PermissionDenied
    topics = list(Topic.objects.filter(plan__fiscal_year=fiscal_year).select_related("plan"))
    return (topics[0].plan if topics else access_plan(actor, fiscal_year)), topics


def list_table(plan: Plan) -> list[Measure]:
    """The measures of a plan as its table shows them, with `evidence_count`."""
    shown = plan.measures.annotate(evidence_count=Count("evidence_uses", distinct=True))
    return list(
        shown.select_related("topic")
        .prefetch_related("steps", "outputs", "divisions")
        .order_by("order", "id")
    )


def list_public_plans() -> list[Plan]:
    """The plans with a published version, newest first, each with when its page and (None: there
    is none) its report changed last, and the year of the result that it analyses, if it does."""
    versions = Publication.objects.filter(plan=OuterRef("pk"))
    found = Plan.objects.filter(Exists(versions.filter(kind="plan")), is_public=True)
    return list(
        found.annotate(
            published_at=Subquery(versions.filter(kind="plan").values("published_at")[:1]),
            report_at=Subquery(versions.filter(kind="report").values("published_at")[:1]),
            analysed_year=Subquery(
                versions.filter(kind="plan").values("snapshot__analysis__year")[:1]
            ),
        )
    )


def list_newest_publications(kind: str) -> list[Publication]:
    """The newest published version of each public plan (or report), the newest year first."""
    found = Publication.objects.filter(kind=kind, plan__is_public=True).select_related("plan")
    return list(found.order_by("-plan__fiscal_year", "-version").distinct("plan__fiscal_year"))


def find_published(plan: Plan, kind: str) -> Publication | None:
    """The newest published version of a plan or of its report."""
    return plan.publications.filter(kind=kind).select_related("procedure").first()


def get_published(plan: Plan, kind: str) -> Publication:
    """The newest published version; 404 when there is none."""
    found = find_published(plan, kind)
    if found is None:
        raise Http404
    return found


def find_published_name(procedure: Procedure, sha256: str) -> str:
    """The name of the published file of a document with this SHA-256, or an empty text."""
    for published in Publication.objects.filter(procedure=procedure, plan__is_public=True):
        for name, file in published.files.items():
            if file["sha256"] == sha256:
                return f"{name} ({published.get_kind_display()} {published.version})"
    return ""


def list_public_proofs(plan: Plan) -> list[EvidenceUse]:
    """The public evidence of a plan by measure, each with its newest file, in one query."""
    newest = EvidenceVersion.objects.filter(evidence=OuterRef("evidence")).order_by("-number")
    uses = EvidenceUse.objects.filter(measure__plan=plan, evidence__is_public=True)
    return list(
        uses.select_related("measure", "evidence")
        .annotate(
            version_number=Subquery(newest.values("number")[:1]),
            version_name=Subquery(newest.values("file_name")[:1]),
        )
        .order_by("measure__order", "id")
    )


def list_open_steps(on: dt.date) -> "QuerySet[Step]":
    """Undone steps of running measures of the plans around a day."""
    year = fiscal_year_of(on).year_be
    return (
        Step.objects.filter(measure__plan__fiscal_year__in=(year - 1, year))
        .exclude(status="done")
        .exclude(measure__state__in=("postponed", "cancelled"))
        .select_related("measure")
        .prefetch_related("measure__people", "measure__divisions")
    )


def gaps_of(measure: Measure) -> list[Cell]:
    """The cells of a measure (loaded with everything) that are still empty."""
    return missing_cells(
        steps=len(measure.steps.all()),
        has_period=bool(measure.period_text),
        has_units=measure.is_for_all_divisions or bool(measure.divisions.all()),
        results=[output.result for output in measure.outputs.all()],
        outcome=measure.outcome_result,
        evidence=len(measure.evidence_uses.all()),
        is_stopped=measure.is_stopped,
    )


DIVISION_CELLS = {Cell.OUTPUT, Cell.OUTCOME, Cell.EVIDENCE}


def gaps_by_division(plan: Plan) -> dict[Division, list[tuple[Measure, list[Cell]]]]:
    """What each active division still owes: its measures with their empty result cells."""
    divisions = list(organization.list_divisions())
    gaps: dict[Division, list[tuple[Measure, list[Cell]]]] = {}
    for measure in list_measures(plan):
        missing = [cell for cell in gaps_of(measure) if cell in DIVISION_CELLS]
        if not missing:
            continue
        for division in divisions if measure.is_for_all_divisions else measure.divisions.all():
            gaps.setdefault(division, []).append((measure, missing))
    order = {division.pk: at for at, division in enumerate(divisions)}
    return dict(sorted(gaps.items(), key=lambda item: order.get(item[0].pk, 999)))


def measures_of_division(plan: Plan, division: Division) -> list[Measure]:
    """The running measures a division is responsible for, with everything."""
    mine = Q(divisions=division) | Q(is_for_all_divisions=True)
    chosen = plan.measures.filter(mine).exclude(state__in=("postponed", "cancelled")).distinct()
    return list(with_everything(chosen.order_by("order", "id")))


def list_plans() -> "QuerySet[Plan]":
    """All plans, newest first, with counts by state."""
    return Plan.objects.annotate(
        measure_count=Count("measures"),
        finished_count=Count("measures", filter=Q(measures__state="finished")),
    ).order_by("-fiscal_year")


def list_editable_plans() -> list[Plan]:
    """The plans whose measures may be changed (not those waiting for approval), newest first."""
    return list(Plan.objects.exclude(state=Plan.State.SUBMITTED))


def list_running_measures(plan: Plan) -> "QuerySet[Measure]":
    """The measures of a plan that are neither postponed nor cancelled, in their order."""
    return plan.measures.exclude(state__in=("postponed", "cancelled")).order_by("order", "id")


def count_by_state(measures: Iterable[Measure]) -> dict[str, int]:
    """How many measures stand in which state; every state is named."""
    counts = dict.fromkeys(("planned", "in-progress", "finished", "postponed", "cancelled"), 0)
    for measure in measures:
        counts[measure.state] += 1
    return counts


def list_requests(plan: Plan) -> Sequence[DataRequest]:
    """The requests of a plan, newest first, with the people involved."""
    return list(plan.requests.select_related("division", "asked_by", "answered_by"))
