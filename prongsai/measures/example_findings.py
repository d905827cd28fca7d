"""The example's analyses: what the scores suggest, some of it in own words, answered by measures."""

from typing import Any

from prongsai.assessment import queries as assessment
from prongsai.assessment import services as findings
from prongsai.measures import services
from prongsai.measures.models import Plan

FOLLOW_UP = "รายงานความก้าวหน้าในที่ประชุมประจำเดือน และสรุปผลต่อผู้บริหารทุกไตรมาส"


def answer_result(actor: Any, plan: Plan) -> None:
    """Analyse the result of the year before, and let the plan's measures answer it by topic.

    One finding is left without a measure in the newest plan, so that the X-ray shows something.
    """
    year = plan.fiscal_year - 1
    if not assessment.has_result(year):
        return
    findings.prefill_findings(actor=actor, fiscal_year=year)
    measures = list(plan.measures.select_related("topic").order_by("order"))
    for finding in assessment.list_kept_findings(year):
        fitting = [m for m in measures if m.topic and m.topic.number == finding.topic]
        if finding.wants_measure and fitting:
            services.answer_finding(actor=actor, plan=plan, finding=finding, measures=fitting[:2])
    if measures:
        services.change_follow_up(actor=actor, measure=measures[0], text=FOLLOW_UP)
