"""Objections to what is missing, late or outside the year."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from prongsai.measures.checks.facts import MeasureFacts, PlanFacts, Warning_
from prongsai.thai.calendar import format_date
from prongsai.thai.fiscal import FiscalYear


def running(plan: PlanFacts) -> Iterator[MeasureFacts]:
    """The measures that are neither postponed nor cancelled."""
    return (measure for measure in plan.measures if not measure.is_stopped)


def about(measure: MeasureFacts, code: str, message: str, reason: str, **more: str) -> Warning_:
    """An objection to one measure."""
    return Warning_(
        code=code,
        message=message,
        reason=reason,
        measure_id=measure.id,
        measure_number=measure.number,
        topic=measure.topic,
        **more,
    )


def empty_topics(plan: PlanFacts) -> Iterator[Warning_]:
    """A topic of the year without a single measure."""
    used = {measure.topic for measure in running(plan)}
    for number, title in plan.topics:
        if number not in used:
            yield Warning_(
                code="topic-without-measure",
                message=_("Topic %(number)s “%(title)s” has no measure.")
                % {"number": number, "title": title},
                reason=_("The assessment asks for measures in each topic of the year."),
                topic=number,
            )


def missing_parts(plan: PlanFacts) -> Iterator[Warning_]:
    """A measure without topic, step, responsible division or period."""
    for measure in running(plan):
        if measure.topic is None and plan.topics:
            yield about(
                measure,
                "measure-without-topic",
                _("The measure belongs to no topic."),
                _("The report lists measures by topic; this one would stand apart."),
            )
        if not measure.steps:
            yield about(
                measure,
                "measure-without-step",
                _("No step is written."),
                _("Column 2 of the report, steps or method, would be empty."),
            )
        if not measure.has_units:
            yield about(
                measure,
                "measure-without-unit",
                _("No division is responsible."),
                _("Column 4 of the report, the responsible division, would be empty."),
            )
        if not measure.period_text:
            yield about(
                measure,
                "measure-without-period",
                _("No period is written."),
                _("Column 3 of the report, the period, would be empty."),
            )


def period_outside_year(plan: PlanFacts) -> Iterator[Warning_]:
    """A period that is not inside 1 October – 30 September of the year."""
    year = FiscalYear(plan.fiscal_year)
    for measure in running(plan):
        months = [month for month in (measure.start, measure.end) if month]
        if any(not year.contains(month) for month in months):
            yield about(
                measure,
                "period-outside-year",
                _("The period “%(period)s” lies outside fiscal year %(year)s.")
                % {"period": measure.period_text, "year": plan.fiscal_year},
                _("A fiscal year runs from 1 October to 30 September."),
            )


def finished_without_evidence(plan: PlanFacts) -> Iterator[Warning_]:
    """A finished measure that nothing proves."""
    for measure in plan.measures:
        if measure.state == "finished" and measure.evidence == 0:
            yield about(
                measure,
                "finished-without-evidence",
                _("Finished, but no evidence is attached."),
                _("An assessor counts only what a document, photo or link proves."),
            )


def overdue_steps(plan: PlanFacts) -> Iterator[Warning_]:
    """A step that is not done though its day has passed."""
    for measure in running(plan):
        for step in measure.steps:
            if step.due and not step.is_done and step.due < plan.today:
                yield about(
                    measure,
                    "step-overdue",
                    _("Step %(position)s was due on %(day)s and is not done.")
                    % {"position": step.position, "day": format_date(step.due, "short")},
                    _("Record that it is done, give it a new day, or postpone the measure."),
                )
