"""Plans as a whole: create, copy from an earlier year."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.catalogues.queries import get_catalogue
from prongsai.common.errors import Refused
from prongsai.measures import events
from prongsai.measures.models import Measure, Plan, Topic
from prongsai.measures.rules import shift_years
from prongsai.measures.services.drafts import MeasureDraft
from prongsai.measures.services.guards import lock_plan, require_draft, require_manager
from prongsai.measures.services.measures import add_drafts
from prongsai.measures.topics import topics_of
from prongsai.thai.calendar import Month
from prongsai.thai.periods import format_period, parse_period


@transaction.atomic
def create_plan(*, actor: Any, fiscal_year: int, copied_from: Plan | None = None) -> Plan:
    """Begin the plan of a fiscal year (พ.ศ.) with the topics of that year.

    Raises `Refused` when the year has a plan already or is no year of the Buddhist era.
    """
    require_manager(actor)
    if not 2500 <= fiscal_year <= 2700:
        raise Refused(_("Write the fiscal year in the Buddhist era, for example 2569."), "year")
    if Plan.objects.filter(fiscal_year=fiscal_year).exists():
        raise Refused(_("Fiscal year %(year)s already has a plan.") % {"year": fiscal_year}, "year")
    plan = Plan.objects.create(fiscal_year=fiscal_year, copied_from=copied_from)
    Topic.objects.bulk_create(
        Topic(plan=plan, number=number, title=title)
        for number, title in enumerate(topics_of(fiscal_year, get_catalogue), start=1)
    )
    record(actor=actor, event=events.PLAN_CREATED, target=plan)
    return plan


@transaction.atomic
def copy_plan(*, actor: Any, source: Plan, fiscal_year: int, measure_ids: Collection[int]) -> Plan:
    """Copy chosen measures of an earlier plan into the plan of a year, moved by whole years.

    Copies what is planned (titles, steps, periods, divisions, expectations), never results. When
    the source only reported results, its outputs and outcome become the new expectations.
    Adds to an existing plan. Raises `Refused` when nothing is chosen.
    """
    require_manager(actor)
    chosen = _list_chosen(source, measure_ids)
    if not chosen:
        raise Refused(_("Choose at least one measure to copy."), "measures")
    plan = Plan.objects.filter(fiscal_year=fiscal_year).first()
    if plan is None:
        plan = create_plan(actor=actor, fiscal_year=fiscal_year, copied_from=source)
    plan = lock_plan(plan)
    require_draft(plan)
    shift = fiscal_year - source.fiscal_year
    add_drafts(plan, [_shifted(measure, shift, fiscal_year) for measure in chosen])
    record(
        actor=actor,
        event=events.PLAN_COPIED,
        target=plan,
        data={"from_year": source.fiscal_year, "measures": len(chosen)},
    )
    return plan


def _list_chosen(source: Plan, measure_ids: Collection[int]) -> list[Measure]:
    return list(
        source.measures.filter(pk__in=measure_ids)
        .select_related("topic")
        .prefetch_related("steps", "outputs", "divisions", "people", "indicators")
    )


def _shifted(measure: Measure, years: int, fiscal_year: int) -> MeasureDraft:
    outputs = [output.expected or output.result for output in measure.outputs.all()]
    outcome = measure.expected_outcome or measure.outcome_result
    text = _shift_period(measure.period_text, years, fiscal_year)
    return MeasureDraft(
        topic=measure.topic.number if measure.topic else None,
        topic_title=measure.topic.title if measure.topic else "",
        number=measure.number,
        title=shift_years(measure.title, years),
        steps=[shift_years(step.text, years) for step in measure.steps.all()],
        period=parse_period(text, fiscal_year),
        divisions=list(measure.divisions.all()),
        is_for_all_divisions=measure.is_for_all_divisions,
        people=list(measure.people.all()),
        expected_outputs=[shift_years(text, years) for text in outputs],
        expected_outcome=shift_years(outcome, years),
        indicators=[
            (i.kind, i.name, i.unit, i.actual or i.baseline) for i in measure.indicators.all()
        ],
        evidence_source=measure.evidence_source,
        follow_up=shift_years(measure.follow_up, years),
    )


def _shift_period(text: str, years: int, fiscal_year: int) -> str:
    """Move a period by whole years: its written text when the months can be said anew."""
    before = parse_period(text, fiscal_year - years)
    if before.kind not in ("range", "deadline") or before.end is None:
        return shift_years(text, years)
    moved = (_plus(before.start, years), _plus(before.end, years))
    if parse_period(shift_years(text, years), fiscal_year).end == moved[1]:
        return shift_years(text, years)
    return format_period(parse_period(_range_text(*moved, before.kind), fiscal_year))


def _plus(month: Month | None, years: int) -> Month | None:
    return month.plus(12 * years) if month else None


def _range_text(start: Month | None, end: Month | None, kind: str) -> str:
    if kind == "deadline" or start is None:
        return f"ภายใน {end}"
    return f"{start}" if start == end else f"{start} - {end}"
