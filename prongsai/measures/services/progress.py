"""Progress: steps with dates, results, evidence. Each write leaves its trace in the log."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.evidence.models import Evidence
from prongsai.measures import events
from prongsai.measures.models import EvidenceUse, Measure, Output, Step, StepStatus
from prongsai.measures.rules import compute_state
from prongsai.measures.services.guards import change, lock_measure, require_recorder, touch


@transaction.atomic
def record_step(
    *,
    actor: Any,
    step: Step,
    status: str,
    started_on: dt.date | None = None,
    finished_on: dt.date | None = None,
    due_on: dt.date | None = None,
    note: str | None = None,
) -> Step:
    """Record how far a step is. A finished step without a date is finished today.

    Raises `Refused` when the dates contradict each other or lie in the future.
    """
    measure = lock_measure(step.measure)
    require_recorder(actor, measure)
    _require_running(measure)
    step = Step.objects.select_for_update().get(pk=step.pk)
    before = _describe_step(step)
    step.status = _valid_status(status)
    step.started_on = started_on or (step.started_on if status != StepStatus.WAITING else None)
    step.finished_on = _finished_on(status, finished_on, step)
    step.due_on = due_on if due_on is not None else step.due_on
    step.note = step.note if note is None else note.strip()
    _check_dates(step)
    step.save()
    refresh_state(measure)
    record(
        actor=actor,
        event=events.STEP_CHANGED,
        target=measure,
        data=change(f"step {step.position}", before, _describe_step(step)),
    )
    return step


def _valid_status(status: str) -> str:
    if status not in StepStatus.values:
        raise Refused(_("Choose one of the given states."), "status")
    return status


def _finished_on(status: str, given: dt.date | None, step: Step) -> dt.date | None:
    if status != StepStatus.DONE:
        return None
    return given or step.finished_on or timezone.localdate()


def _check_dates(step: Step) -> None:
    today = timezone.localdate()
    if step.started_on and step.started_on > today:
        raise Refused(_("The day of the start lies in the future."), "started_on")
    if step.finished_on and step.finished_on > today:
        raise Refused(_("The day of the end lies in the future."), "finished_on")
    if step.started_on and step.finished_on and step.finished_on < step.started_on:
        raise Refused(_("The end lies before the start."), "finished_on")


def _describe_step(step: Step) -> str:
    dates = " – ".join(str(day) for day in (step.started_on, step.finished_on) if day)
    return " ".join(part for part in (step.status, dates, step.note) if part)


def _require_running(measure: Measure) -> None:
    if measure.is_stopped:
        raise Refused(_("This measure is postponed or cancelled. Resume it first."))


def refresh_state(measure: Measure) -> None:
    """Derive the measure's state from its steps and mark the change."""
    if not measure.is_stopped:
        measure.state = compute_state([step.status for step in measure.steps.all()])
    touch(measure, "state")


@transaction.atomic
def record_output(
    *,
    actor: Any,
    measure: Measure,
    output: Output | None,
    result: str,
    quantity: Decimal | None = None,
    unit: str = "",
) -> Output:
    """Write what came out, with its count; without `output` a further one is added."""
    measure = lock_measure(measure)
    require_recorder(actor, measure)
    if output is not None:
        output = Output.objects.select_for_update().get(pk=output.pk, measure=measure)
    else:
        output = Output(measure=measure, position=measure.outputs.count() + 1)
    if quantity is not None and quantity < 0:
        raise Refused(_("A count can't be negative."), "quantity")
    before = _describe_output(output)
    output.result, output.quantity, output.unit = result.strip(), quantity, unit.strip()
    output.save()
    touch(measure)
    record_result(actor, measure, f"output {output.position}", before, _describe_output(output))
    return output


def _describe_output(output: Output) -> str:
    count = "" if output.quantity is None else f" ({output.quantity.normalize():f} {output.unit})"
    return output.result + count


@transaction.atomic
def record_output_lines(*, actor: Any, measure: Measure, texts: Sequence[str]) -> Measure:
    """Write the results of all outputs at once, a line each; rows that fall empty stay empty."""
    measure = lock_measure(measure)
    require_recorder(actor, measure)
    wanted = [text.strip() for text in texts if text.strip()]
    rows = list(measure.outputs.all())
    before = "\n".join(row.result for row in rows if row.result)
    for at in range(max(len(rows), len(wanted))):
        row = rows[at] if at < len(rows) else Output(measure=measure, position=at + 1)
        row.result = wanted[at] if at < len(wanted) else ""
        if row.pk and not row.result and not row.expected and not row.evidence_uses.exists():
            row.delete()
        else:
            row.save()
    touch(measure)
    record_result(actor, measure, "outputs", before, "\n".join(wanted))
    return measure


@transaction.atomic
def record_outcome(*, actor: Any, measure: Measure, text: str) -> Measure:
    """Write the outcome that was achieved."""
    measure = lock_measure(measure)
    require_recorder(actor, measure)
    before, measure.outcome_result = measure.outcome_result, text.strip()
    touch(measure, "outcome_result")
    record_result(actor, measure, "outcome", before, measure.outcome_result)
    return measure


def record_result(actor: Any, measure: Measure, field: str, before: Any, after: Any) -> None:
    """Log a changed result with its former text; an unchanged one leaves no trace."""
    data = change(field, before, after)
    if data["from"] != data["to"]:
        record(actor=actor, event=events.RESULT_CHANGED, target=measure, data=data)


@transaction.atomic
def attach_evidence(
    *,
    actor: Any,
    measure: Measure,
    evidence: Evidence,
    output: Output | None = None,
    step: Step | None = None,
) -> EvidenceUse:
    """Say that a proof serves this measure; saying it twice changes nothing."""
    measure = lock_measure(measure)
    require_recorder(actor, measure)
    use, is_new = EvidenceUse.objects.get_or_create(
        measure=measure, evidence=evidence, output=output, step=step
    )
    if is_new:
        touch(measure)
        data = {"evidence": evidence.title, "id": str(evidence.public_id)}
        record(actor=actor, event=events.EVIDENCE_ATTACHED, target=measure, data=data)
    return use


@transaction.atomic
def detach_evidence(*, actor: Any, use: EvidenceUse) -> None:
    """Say that a proof no longer serves a measure; the proof itself stays."""
    measure = lock_measure(use.measure)
    require_recorder(actor, measure)
    data = {"evidence": use.evidence.title, "id": str(use.evidence.public_id)}
    use.delete()
    touch(measure)
    record(actor=actor, event=events.EVIDENCE_DETACHED, target=measure, data=data)
