"""The checks applied to a stored plan, minus what was dismissed."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone

from prongsai.assessment import queries as assessment
from prongsai.assessment.models import Finding
from prongsai.assessment.queries import Analysis
from prongsai.measures.checks import (
    MeasureFacts,
    PlanFacts,
    Warning_,
    list_misses,
    list_objections,
)
from prongsai.measures.checks.facts import FindingFacts, StepFacts
from prongsai.measures.models import Measure, Plan
from prongsai.measures.plan_data import Answers, list_answers
from prongsai.measures.rules import compute_due
from prongsai.organization import queries as organization


def list_warnings(plan: Plan, measures: Sequence[Measure], on: dt.date) -> list[Warning_]:
    """Open objections to a plan. `measures` come loaded with everything."""
    dismissed = set(plan.dismissals.values_list("fingerprint", flat=True))
    found = list_objections(plan_facts(plan, measures, on))
    return [warning for warning in found if warning.fingerprint not in dismissed]


def plan_facts(plan: Plan, measures: Sequence[Measure], on: dt.date) -> PlanFacts:
    """A stored plan as the checks read it."""
    names, spellings = _own_names()
    return PlanFacts(
        fiscal_year=plan.fiscal_year,
        today=on,
        topics=tuple((topic.number, topic.title) for topic in plan.topics.all()),
        measures=tuple(measure_facts(measure) for measure in measures),
        names=names,
        accepted_spellings=spellings,
        findings=_findings(assessment.list_kept_findings(plan.fiscal_year - 1), list_answers(plan)),
        has_result=assessment.has_result(plan.fiscal_year - 1),
    )


def list_xray(
    plan: Plan,
    topics: Sequence[tuple[int, str]],
    measures: Sequence[Measure],
    analysis: Analysis,
    answers: Answers,
) -> list[Warning_]:
    """Open objections of a plan and its analysis to each other alone. `measures` are the running
    ones, of which number and title are enough."""
    dismissed = set(plan.dismissals.values_list("fingerprint", flat=True))
    facts = PlanFacts(
        fiscal_year=plan.fiscal_year,
        today=timezone.localdate(),
        topics=tuple(topics),
        measures=tuple(_named(measure) for measure in measures),
        findings=_findings(analysis.kept, answers),
        has_result=analysis.has_result,
    )
    return [row for row in list_misses(facts) if row.fingerprint not in dismissed]


def _named(measure: Measure) -> MeasureFacts:
    return MeasureFacts(
        id=measure.pk,
        number=measure.number,
        title=measure.title,
        topic=None,
        state=measure.state,
        period_text="",
        period_kind="",
        start=None,
        end=None,
        has_units=False,
        steps=(),
        outputs=(),
        expected_outputs=(),
        outcome="",
        expected_outcome="",
        evidence=0,
    )


def _findings(kept: Iterable[Finding], answers: Answers) -> tuple[FindingFacts, ...]:
    return tuple(
        FindingFacts(
            public_id=str(finding.public_id),
            topic=finding.topic,
            text=finding.text,
            wants_measure=finding.wants_measure,
            measures=frozenset(measure.pk for measure in answers.get(finding.pk, ())),
        )
        for finding in kept
    )


def _own_names() -> tuple[tuple[str, ...], frozenset[str]]:
    profile = organization.find_profile()
    divisions = list(organization.list_divisions())
    names = [division.name for division in divisions]
    if profile is not None:
        names += [profile.full_name, profile.name, profile.amphoe, profile.province]
    aliases = {alias for division in divisions for alias in division.aliases}
    return tuple(dict.fromkeys(name for name in names if name)), frozenset(aliases)


def measure_facts(measure: Measure) -> MeasureFacts:
    """A stored measure as the checks read it."""
    outputs = list(measure.outputs.all())
    return MeasureFacts(
        id=measure.pk,
        number=measure.number,
        title=measure.title,
        topic=measure.topic.number if measure.topic else None,
        state=measure.state,
        period_text=measure.period_text,
        period_kind=measure.period_kind,
        start=measure.start_month,
        end=measure.end_month,
        has_units=measure.is_for_all_divisions or bool(measure.divisions.all()),
        steps=tuple(
            StepFacts(
                position=step.position,
                text=step.text,
                due=compute_due(due_on=step.due_on, period_end=measure.period_end),
                is_done=step.status == "done",
            )
            for step in measure.steps.all()
        ),
        outputs=tuple(output.result for output in outputs if output.result),
        expected_outputs=tuple(output.expected for output in outputs if output.expected),
        outcome=measure.outcome_result,
        expected_outcome=measure.expected_outcome,
        evidence=len(measure.evidence_uses.all()),
    )
