"""What the public sees: frozen values of plan and report, and views of them for the pages."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.utils import timezone

from prongsai.approvals.models import Procedure
from prongsai.approvals.queries import last_round, list_on_paper
from prongsai.assessment.models import FindingKind
from prongsai.measures import exports, queries
from prongsai.measures.models import AnnualReport, MeasureState, Plan
from prongsai.measures.plan_data import collect_plan
from prongsai.measures.report import thaw
from prongsai.measures.report.compose import report_title
from prongsai.measures.report.files import to_json
from prongsai.measures.report.freeze import freeze_analysis
from prongsai.measures.report_data import current_wording, thaw_report
from prongsai.measures.timeline import days_late
from prongsai.thai.calendar import Month

FORMAT = 1


def freeze_plan(plan: Plan, approved: Procedure | None) -> dict[str, Any]:
    """The plan with results so far, its public proofs and amendments, as plain values."""
    today = timezone.localdate()
    measures = {m.number: m for m in queries.list_measures(plan)}
    values = exports.as_dict(plan)
    return {
        "format": FORMAT,
        **values,
        "late": {n: late for n, m in measures.items() if (late := days_late(m, today))},
        "counts": queries.count_by_state(measures.values()),
        "proofs": [_proof(use) for use in queries.list_public_proofs(plan)],
        "amendments": [_amendment(a) for a in plan.amendments.select_related("measure")],
        "approved": _approval(approved),
        **_document(plan, approved),
    }


def _document(plan: Plan, approved: Procedure | None) -> dict[str, Any]:
    """What the plan's document says beyond its measures. Once a text was approved, the public
    reads that analysis, not one that is being reworded."""
    if approved is not None:
        data, wording = thaw(last_round(approved).snapshot["content"])
    else:
        data, wording = collect_plan(plan), current_wording()
    return {
        "analysis": freeze_analysis(data.analysis),
        "follow_up": report_title(data, wording, "plan_follow_up"),
    }


def _proof(use: Any) -> dict[str, Any]:
    evidence = use.evidence
    link = evidence.link
    if not link and use.version_number:
        link = f"/files/{evidence.public_id}/{use.version_number}/{quote(use.version_name)}"
    day = evidence.effective_on
    return {
        "measure": use.measure.number,
        "title": evidence.title,
        "link": link,
        "date": day.isoformat() if day else None,
    }


def _amendment(amendment: Any) -> dict[str, Any]:
    return {
        "measure": amendment.measure.number,
        "kind": amendment.kind,
        "field": amendment.field,
        "before": amendment.before,
        "after": amendment.after,
        "reason": amendment.reason,
        "date": amendment.amended_on.isoformat(),
    }


def _approval(procedure: Procedure | None) -> dict[str, Any] | None:
    if procedure is None or procedure.ended_on is None:
        return None
    return {
        "number": procedure.number,
        "date": procedure.dated_on.isoformat(),
        "approved_on": procedure.ended_on.isoformat(),
        "code": procedure.code,
        "on_paper": list_on_paper(procedure),
    }


def freeze_report(report: AnnualReport) -> dict[str, Any]:
    """The approved report as plain values, by the published schema, with its approval."""
    data, _wording = thaw_report(report)
    return {
        "format": FORMAT,
        **to_json(data),
        "amendments": [
            {
                "measure": a.measure_number,
                "title": a.title,
                "change": a.change,
                "reason": a.reason,
                "date": a.date.isoformat(),
            }
            for a in data.amendments
        ],
        "approved": _approval(report.procedure),
    }


@dataclass(frozen=True)
class PublicMeasure:
    """One measure of a published version, as pages and the timeline read it."""

    number: str
    title: str
    steps: list[str]
    period_text: str
    units: list[str]
    outputs: list[str]
    expected_outputs: list[str]
    outcome: str
    expected_outcome: str
    state: str
    state_reason: str
    days_late: int = 0
    topic: int | None = None
    start_month: Month | None = None
    end_month: Month | None = None
    follow_up: str = ""

    @property
    def state_label(self) -> str:
        """The state in the interface's language."""
        return str(MeasureState(self.state).label)


@dataclass(frozen=True)
class PublicPlan:
    """A published version of a plan."""

    topics: list[dict[str, Any]]
    measures: list[PublicMeasure]
    counts: dict[str, int]
    proofs: list[dict[str, Any]]
    amendments: list[dict[str, Any]]
    approved: dict[str, Any] | None
    analysis: dict[str, Any] | None = None
    follow_up: str = ""

    @property
    def groups(self) -> list[tuple[dict[str, Any] | None, list[PublicMeasure]]]:
        """Measures under their topics."""
        return group(self.topics, self.measures)


def group(
    topics: Sequence[dict[str, Any]], measures: Sequence[PublicMeasure]
) -> list[tuple[dict[str, Any] | None, list[PublicMeasure]]]:
    """Measures under the topics that have any; those without topic last."""
    pairs: list[tuple[dict[str, Any] | None, list[PublicMeasure]]] = [
        (topic, [m for m in measures if m.topic == topic["number"]]) for topic in topics
    ]
    pairs.append((None, [m for m in measures if m.topic is None]))
    return [pair for pair in pairs if pair[1]]


def read_plan(snapshot: dict[str, Any]) -> PublicPlan:
    """A published version as the page reads it."""
    late = snapshot["late"]
    measures = [_measure(value, late.get(value["number"], 0)) for value in snapshot["measures"]]
    proofs = [row | {"date": _day(row["date"])} for row in snapshot["proofs"]]
    amendments = [row | {"date": _day(row["date"])} for row in snapshot["amendments"]]
    return PublicPlan(
        topics=snapshot["topics"],
        measures=measures,
        counts=snapshot["counts"],
        proofs=proofs,
        amendments=amendments,
        approved=_dated(snapshot["approved"]),
        analysis=_analysis(snapshot.get("analysis")),
        follow_up=snapshot.get("follow_up", ""),
    )


def _analysis(value: dict[str, Any] | None) -> dict[str, Any] | None:
    """A published analysis with the kinds of its findings in the interface's language."""
    if value is None:
        return None
    topics = [
        topic
        | {
            "findings": [
                row | {"kind_label": FindingKind(row["kind"]).label} for row in topic["findings"]
            ]
        }
        for topic in value["topics"]
    ]
    return value | {"topics": topics}


def _measure(value: dict[str, Any], late: int) -> PublicMeasure:
    return PublicMeasure(
        number=value["number"],
        title=value["title"],
        steps=[step["text"] for step in value["steps"]],
        period_text=value["period_text"],
        units=value["units"],
        outputs=value["outputs"],
        expected_outputs=value["expected_outputs"],
        outcome=value["outcome"],
        expected_outcome=value["expected_outcome"],
        state=value["state"],
        state_reason=value["state_reason"],
        days_late=late,
        topic=value["topic"],
        start_month=_month(value["period_start"]),
        end_month=_month(value["period_end"]),
        follow_up=value.get("follow_up", ""),
    )


def _month(text: str | None) -> Month | None:
    if not text:
        return None
    year, month = text.split("-")
    return Month(int(year), int(month))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _dated(value: dict[str, Any] | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return value | {"date": _day(value["date"]), "approved_on": _day(value["approved_on"])}


@dataclass(frozen=True)
class PublicReport:
    """A published version of an annual report."""

    as_of: dt.date | None
    topics: list[dict[str, Any]]
    amendments: list[dict[str, Any]]
    approved: dict[str, Any] | None
    number: str
    approved_on: dt.date | None
    signers: list[dict[str, Any]] = field(default_factory=list)


def read_report(snapshot: dict[str, Any]) -> PublicReport:
    """A published report as the page reads it."""
    return PublicReport(
        as_of=_day(snapshot["as_of"]),
        topics=[topic for topic in snapshot["topics"] if topic["measures"]],
        amendments=[row | {"date": _day(row["date"])} for row in snapshot["amendments"]],
        approved=_dated(snapshot["approved"]),
        number=snapshot["number"] or "",
        approved_on=_day(snapshot["approved_on"]),
        signers=snapshot["signers"],
    )
