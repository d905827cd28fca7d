"""Measures of a plan: add, change cell by cell, stop, resume, delete."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.measures import events
from prongsai.measures.models import (
    Amendment,
    Indicator,
    Measure,
    MeasureState,
    Output,
    Plan,
    Step,
    Topic,
)
from prongsai.measures.rules import compute_state, next_number, number_key
from prongsai.measures.services.answering import add_origins
from prongsai.measures.services.drafts import MeasureDraft
from prongsai.measures.services.guards import (
    amend,
    change,
    lock_measure,
    lock_plan,
    require_draft,
    require_manager,
    touch,
)
from prongsai.organization.models import Division
from prongsai.thai.calendar import Month
from prongsai.thai.periods import Period, parse_period


def add_drafts(plan: Plan, drafts: Sequence[MeasureDraft], actor: Any = None) -> list[Measure]:
    """Save drafts into a locked plan; the caller records the act."""
    topics = {topic.number: topic for topic in plan.topics.all()}
    used = set(plan.measures.values_list("number", flat=True))
    made = []
    for draft in drafts:
        topic = _find_or_add_topic(plan, topics, draft)
        number = draft.number
        if not number or number in used:
            number = next_number(used, draft.topic)
        used.add(number)
        measure = _save_draft(plan, topic, number, draft)
        add_origins(measure, draft.findings, actor)
        made.append(measure)
    sort_measures(plan)
    return made


def _find_or_add_topic(plan: Plan, topics: dict[int, Topic], draft: MeasureDraft) -> Topic | None:
    if draft.topic is None:
        return None
    if draft.topic not in topics:
        topics[draft.topic] = Topic.objects.create(
            plan=plan, number=draft.topic, title=draft.topic_title or str(draft.topic)
        )
    return topics[draft.topic]


def _save_draft(plan: Plan, topic: Topic | None, number: str, draft: MeasureDraft) -> Measure:
    measure = Measure(
        plan=plan,
        topic=topic,
        number=number,
        title=draft.title,
        is_for_all_divisions=draft.is_for_all_divisions,
        expected_outcome=draft.expected_outcome,
        outcome_result=draft.outcome_result,
        evidence_source=draft.evidence_source,
        follow_up=draft.follow_up,
    )
    set_period(measure, draft.period)
    measure.save()
    measure.divisions.set(draft.divisions)
    measure.people.set(draft.people)
    Step.objects.bulk_create(
        Step(measure=measure, position=at, text=text) for at, text in enumerate(draft.steps, 1)
    )
    Output.objects.bulk_create(_outputs(measure, draft))
    Indicator.objects.bulk_create(
        Indicator(measure=measure, kind=kind, name=name, unit=unit, baseline=baseline)
        for kind, name, unit, baseline in draft.indicators
    )
    return measure


def _outputs(measure: Measure, draft: MeasureDraft) -> list[Output]:
    rows = max(len(draft.expected_outputs), len(draft.output_results))
    return [
        Output(
            measure=measure,
            position=at + 1,
            expected=_at(draft.expected_outputs, at),
            result=_at(draft.output_results, at),
        )
        for at in range(rows)
    ]


def _at(texts: Sequence[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""


def sort_measures(plan: Plan) -> None:
    """Number the order of a plan's measures anew: by topic, then by number."""
    rows = list(plan.measures.select_related("topic"))
    rows.sort(key=lambda m: (m.topic.number if m.topic else 999, number_key(m.number), m.pk))
    for order, measure in enumerate(rows, start=1):
        measure.order = order
    Measure.objects.bulk_update(rows, ["order"], batch_size=500)


def set_period(measure: Measure, period: Period) -> None:
    """Write a period into the measure's fields (months as their first day)."""
    measure.period_kind = period.kind
    measure.period_text = period.text[:300]
    measure.period_start = _first_day(period.start)
    measure.period_end = _first_day(period.end)


def _first_day(month: Month | None) -> dt.date | None:
    return month.first_day if month else None


@transaction.atomic
def add_measure(*, actor: Any, plan: Plan, draft: MeasureDraft, reason: str = "") -> Measure:
    """Add one measure to the plan; its number follows the last one of its topic when empty.

    An announced plan wants the `reason` of this and every later change.
    """
    require_manager(actor)
    plan = lock_plan(plan)
    if not draft.title.strip():
        raise Refused(_("Write what the measure is called."), "title")
    if draft.number and plan.measures.filter(number=draft.number).exists():
        raise Refused(_("Another measure has this number."), "number")
    (measure,) = add_drafts(plan, [draft], actor)
    touch(measure)
    amend(actor, measure, kind=Amendment.Kind.ADDED, data={"to": measure.title}, reason=reason)
    record(actor=actor, event=events.MEASURE_ADDED, target=measure)
    return measure


@transaction.atomic
def change_title(*, actor: Any, measure: Measure, title: str, reason: str = "") -> Measure:
    """Reword a measure."""
    require_manager(actor)
    if not title.strip():
        raise Refused(_("Write what the measure is called."), "title")
    return _set_field(actor, measure, "title", title.strip(), reason)


@transaction.atomic
def change_expected_outcome(
    *, actor: Any, measure: Measure, text: str, reason: str = ""
) -> Measure:
    """Reword the expected outcome."""
    require_manager(actor)
    return _set_field(actor, measure, "expected_outcome", text.strip(), reason)


@transaction.atomic
def change_follow_up(*, actor: Any, measure: Measure, text: str, reason: str = "") -> Measure:
    """Say how a measure is followed up and reported; empty: as the office's wording says."""
    require_manager(actor)
    return _set_field(actor, measure, "follow_up", text.strip(), reason)


@transaction.atomic
def change_place(
    *, actor: Any, measure: Measure, topic: Topic | None, number: str, reason: str = ""
) -> Measure:
    """Move a measure to another topic or number. Refused when the number is taken."""
    require_manager(actor)
    plan = lock_plan(measure.plan)
    measure = lock_measure(measure)
    number = number.strip() or next_number(
        plan.measures.values_list("number", flat=True), topic.number if topic else None
    )
    if plan.measures.filter(number=number).exclude(pk=measure.pk).exists():
        raise Refused(_("Another measure has this number."), "number")
    before, measure.topic, measure.number = measure.number, topic, number
    touch(measure, "topic", "number")
    sort_measures(plan)
    _record_change(actor, measure, change("number", before, number), reason)
    return measure


@transaction.atomic
def change_period(*, actor: Any, measure: Measure, text: str, reason: str = "") -> Measure:
    """Write the period as officers write it; months are understood from the text."""
    require_manager(actor)
    measure = lock_measure(measure)
    before = measure.period_text
    period = parse_period(text, measure.plan.fiscal_year)
    if text.strip() and period.kind == "unknown":
        raise Refused(
            _("The period was not understood. Write for example “ม.ค. – มี.ค. 69” or “ทุกเดือน”."),
            "period_text",
        )
    set_period(measure, period)
    touch(measure, "period_kind", "period_text", "period_start", "period_end")
    _record_change(actor, measure, change("period", before, measure.period_text), reason)
    return measure


@transaction.atomic
def change_responsible(
    *,
    actor: Any,
    measure: Measure,
    divisions: Sequence[Division],
    is_for_all: bool,
    people: Sequence[Any] | None = None,
    reason: str = "",
) -> Measure:
    """Say which divisions are responsible, and optionally which people."""
    require_manager(actor)
    measure = lock_measure(measure)
    before = describe_units(measure)
    measure.is_for_all_divisions = is_for_all
    measure.divisions.set([] if is_for_all else divisions)
    if people is not None:
        measure.people.set(people)
    touch(measure, "is_for_all_divisions")
    _record_change(actor, measure, change("units", before, describe_units(measure)), reason)
    return measure


def describe_units(measure: Measure) -> str:
    """The responsible divisions as one text."""
    if measure.is_for_all_divisions:
        return "ทุกสำนัก/กอง"
    return ", ".join(division.name for division in measure.divisions.all())


@transaction.atomic
def stop_measure(*, actor: Any, measure: Measure, state: str, reason: str) -> Measure:
    """Postpone or cancel a measure with the reason that the report will give."""
    require_manager(actor)
    if state not in (MeasureState.POSTPONED, MeasureState.CANCELLED):
        raise Refused(_("A measure is stopped by postponing or cancelling it."), "state")
    if not reason.strip():
        raise Refused(_("Give the reason: it is part of the annual report."), "reason")
    measure = lock_measure(measure)
    measure.state, measure.state_reason = state, reason.strip()
    touch(measure, "state", "state_reason")
    amend(actor, measure, kind=Amendment.Kind(state), reason=reason)
    record(
        actor=actor,
        event=events.MEASURE_STOPPED,
        target=measure,
        data={"state": state, "reason": measure.state_reason},
    )
    return measure


@transaction.atomic
def resume_measure(*, actor: Any, measure: Measure, reason: str = "") -> Measure:
    """Take up a postponed or cancelled measure again."""
    require_manager(actor)
    measure = lock_measure(measure)
    if not measure.is_stopped:
        raise Refused(_("This measure is not stopped."))
    measure.state = compute_state([step.status for step in measure.steps.all()])
    measure.state_reason = ""
    touch(measure, "state", "state_reason")
    amend(actor, measure, kind=Amendment.Kind.RESUMED, reason=reason)
    record(actor=actor, event=events.MEASURE_RESUMED, target=measure)
    return measure


@transaction.atomic
def delete_measure(*, actor: Any, measure: Measure) -> None:
    """Delete a measure that nobody has worked on; others are cancelled with a reason instead."""
    require_manager(actor)
    measure = lock_measure(measure)
    begun = measure.steps.exclude(status="waiting").exists() or measure.evidence_uses.exists()
    if begun or measure.outputs.exclude(result="").exists():
        raise Refused(_("Work on this measure has begun. Cancel it with a reason instead."))
    plan = lock_plan(measure.plan)
    require_draft(plan)
    record(actor=actor, event=events.MEASURE_DELETED, target=measure)
    measure.delete()
    sort_measures(plan)


def _set_field(actor: Any, measure: Measure, field: str, value: str, reason: str) -> Measure:
    measure = lock_measure(measure)
    before = getattr(measure, field)
    if before == value:
        return measure
    setattr(measure, field, value)
    touch(measure, field)
    _record_change(actor, measure, change(field, before, value), reason)
    return measure


def _record_change(actor: Any, measure: Measure, data: dict[str, Any], reason: str) -> None:
    if data["from"] != data["to"]:
        amend(actor, measure, data=data, reason=reason)
        record(actor=actor, event=events.MEASURE_CHANGED, target=measure, data=data)
