"""The example's analyses: what the scores suggest, some of it in own words, answered by measures."""

from typing import Any

from prongsai.assessment import queries as assessment
from prongsai.assessment import services as findings
from prongsai.assessment.models import FindingKind
from prongsai.measures import services
from prongsai.measures.models import Measure, Plan

FOLLOW_UP = "รายงานความก้าวหน้าในที่ประชุมประจำเดือน และสรุปผลต่อผู้บริหารทุกไตรมาส"


def answer_result(actor: Any, plan: Plan, *, leaves_one: bool = False) -> None:
    """Analyse the result of the year before, and let the plan's measures answer it by topic.

    `leaves_one`: the last point to develop stays without a measure, so that the X-ray shows one.
    """
    year = plan.fiscal_year - 1
    if not assessment.has_result(year):
        return
    findings.prefill_findings(actor=actor, fiscal_year=year)
    measures = list(plan.measures.select_related("topic").order_by("order"))
    by_topic: dict[int, list[Measure]] = {}
    for measure in measures:
        if measure.topic:
            by_topic.setdefault(measure.topic.number, []).append(measure)
    kept = assessment.list_kept_findings(year)
    wanting = [row for row in kept if row.wants_measure and row.topic in by_topic]
    left = [row for row in wanting if row.kind == FindingKind.DEVELOP][-1:] if leaves_one else []
    for finding in wanting:
        if finding not in left:
            fitting = by_topic[finding.topic][:2]
            services.answer_finding(actor=actor, plan=plan, finding=finding, measures=fitting)
    if measures:
        services.change_follow_up(actor=actor, measure=measures[0], text=FOLLOW_UP)
