"""Objections to how plan and analysis answer each other: the X-ray of last year's result."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from prongsai.measures.checks.facts import PlanFacts, Warning_
from prongsai.measures.checks.structure import about, running

XRAY_CODES = (
    "result-without-analysis",
    "topic-without-finding",
    "finding-without-measure",
    "measure-without-finding",
)


def result_without_analysis(plan: PlanFacts) -> Iterator[Warning_]:
    """A result of last year that nobody has analysed."""
    if plan.has_result and not plan.findings:
        yield Warning_(
            code="result-without-analysis",
            message=_("The ITA result of %(year)s is not analysed yet.")
            % {"year": plan.fiscal_year - 1},
            reason=_("The year's measures are to answer the analysis of last year's result."),
        )


def topics_without_finding(plan: PlanFacts) -> Iterator[Warning_]:
    """A topic of the analysis without a weakness or a point to develop."""
    if not plan.findings:
        return
    answered = {finding.topic for finding in plan.findings if finding.wants_measure}
    for number, title in plan.topics:
        if number not in answered:
            yield Warning_(
                code="topic-without-finding",
                message=_("Topic %(number)s “%(title)s” has no finding.")
                % {"number": number, "title": title},
                reason=_(
                    "Each topic needs a weakness or a point to develop; where nothing is weak, "
                    "say so and name a point to develop."
                ),
                topic=number,
            )


def findings_without_measure(plan: PlanFacts) -> Iterator[Warning_]:
    """A finding that no running measure answers."""
    for finding in plan.findings:
        if finding.wants_measure and not finding.measures:
            yield Warning_(
                code="finding-without-measure",
                message=_("No measure answers the finding “%(text)s”.") % {"text": finding.text},
                reason=_("A finding that nothing follows from is a promise without a plan."),
                topic=finding.topic,
                finding=finding.public_id,
            )


def measures_without_finding(plan: PlanFacts) -> Iterator[Warning_]:
    """A running measure that answers no finding."""
    if not plan.findings:
        return
    answering = {pk for finding in plan.findings for pk in finding.measures}
    for measure in running(plan):
        if measure.id not in answering:
            yield about(
                measure,
                "measure-without-finding",
                _("The measure answers no finding of the ITA result of %(year)s.")
                % {"year": plan.fiscal_year - 1},
                _("Link the finding it answers, or say why the measure is kept all the same."),
            )
