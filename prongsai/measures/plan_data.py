"""Gathers what the plan's document says: what is planned, and the analysis that it answers."""

import dataclasses
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from prongsai.approvals.queries import find_approved_part
from prongsai.assessment import queries as assessment
from prongsai.assessment.models import Finding
from prongsai.assessment.queries import Analysis, Summary
from prongsai.assessment.rules.suggestions import Speaking
from prongsai.catalogues.queries import find_catalogue
from prongsai.measures import queries
from prongsai.measures.approvables import PLAN_KIND
from prongsai.measures.models import Measure, MeasureOrigin, Plan
from prongsai.measures.report.data import (
    AnalysedTopic,
    AnalysisData,
    FindingData,
    ReportData,
    ScoreData,
)
from prongsai.measures.report.freeze import freeze_analysis
from prongsai.measures.report_data import collect_report, report_day

# The codes of public entries by which a catalogue's item names this document.
ENTRY_CODES = ("analyses", "plans")
# By finding (primary key) the measures that answer it, in their order.
Answers = dict[int, list[Measure]]


def collect_plan(plan: Plan) -> ReportData:
    """What is planned, without results (they are the report's), and the analysis behind it."""
    data = collect_report(plan, report_day(plan, None))
    topics = [
        dataclasses.replace(
            topic,
            measures=[
                dataclasses.replace(m, outputs=[], outcome="", evidence=[]) for m in topic.measures
            ],
        )
        for topic in data.topics
    ]
    return dataclasses.replace(
        data,
        topics=topics,
        evidence=[],
        photos=[],
        orders=[],
        analysis=collect_analysis(plan),
        item_title=find_item_title(plan.fiscal_year),
    )


def find_item_title(fiscal_year: int) -> str:
    """What the disclosure item of a year calls the plan; empty when no item asks for it."""
    catalogue = find_catalogue(fiscal_year)  # none for a plan from before the first one
    for item in catalogue.items if catalogue else ():
        codes = {code for component in item.components for code in component.sources}
        if item.year_offset == 0 and codes.intersection(ENTRY_CODES):
            return item.title
    return ""


def collect_analysis(plan: Plan) -> AnalysisData | None:
    """The analysis of the result of the year before the plan's; None without any finding."""
    year = plan.fiscal_year - 1
    findings = assessment.list_kept_findings(year)
    if not findings:
        return None
    return _describe(plan, findings, assessment.summarize_result(year), list_answers(plan))


def _describe(
    plan: Plan, findings: Iterable[Finding], result: Summary, answers: Answers
) -> AnalysisData:
    topics = {topic.number: topic.title for topic in plan.topics.all()}
    topics = {row.topic: "" for row in findings} | topics
    return AnalysisData(
        year=plan.fiscal_year - 1,
        total=_plain(result.total),
        level=result.level,
        instruments=_scores(result.instruments),
        indicators=_scores(result.indicators),
        topics=[
            AnalysedTopic(
                number,
                title,
                [_finding(row, answers) for row in findings if row.topic == number],
            )
            for number, title in sorted(topics.items())
        ],
    )


def _scores(rows: Sequence[Speaking]) -> list[ScoreData]:
    return [ScoreData(row.code, row.title, _plain(row.score)) for row in rows]


def _plain(score: Decimal | None) -> float | None:
    """A score as JSON keeps it."""
    return None if score is None else round(float(score), 4)


def _finding(finding: Finding, answers: Answers) -> FindingData:
    return FindingData(
        kind=finding.kind,
        text=finding.text,
        scores=[ScoreData(row["code"], row["title"], row["score"]) for row in finding.scores],
        measures=[measure.number for measure in answers.get(finding.pk, ())],
    )


def list_answers(plan: Plan) -> Answers:
    """By finding the running measures that answer it, in one query."""
    return answers_of(list_answering(plan))


def list_answering(plan: Plan) -> list[Any]:
    """The running measures of a plan, each with the findings (primary keys) that it answers
    (`answered`), in one query."""
    origins = MeasureOrigin.objects.filter(measure=OuterRef("pk")).order_by("id")
    answered = ArraySubquery(origins.values("finding"))
    return list(queries.list_running_measures(plan).annotate(answered=answered))


def answers_of(measures: Iterable[Any]) -> Answers:
    """The same from measures that `list_answering` gave."""
    found: Answers = {}
    for measure in measures:
        for finding in measure.answered:
            found.setdefault(finding, []).append(measure)
    return found


def has_new_analysis(
    plan: Plan, analysis: Analysis | None = None, answers: Answers | None = None
) -> bool:
    """Whether the analysis says something else than in the newest approved text. How the catalogue
    names a score does not count, nor which measures answer: that is amended by itself.

    `analysis` and `answers` of the plan, where they are read already.
    """
    if analysis is None:
        now = freeze_analysis(collect_analysis(plan))
    else:
        kept, links = analysis.kept, answers or {}
        read = _describe(plan, kept, analysis.summary, links) if kept else None
        now = freeze_analysis(read)
    return _gist(now) != _gist(
        find_approved_part(PLAN_KIND, plan.pk, "content", "data", "analysis")
    )


def _gist(analysis: dict[str, Any] | None) -> Any:
    if analysis is None:
        return None
    findings = [
        (
            topic["number"],
            row["kind"],
            row["text"],
            [(s["code"], s["score"]) for s in row["scores"]],
        )
        for topic in analysis["topics"]
        for row in topic["findings"]
    ]
    return analysis["total"], analysis["level"], findings
