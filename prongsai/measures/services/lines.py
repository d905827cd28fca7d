"""Steps and outputs edited as a list of lines, without losing the progress behind them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.measures import events
from prongsai.measures.models import Measure, Output, Step
from prongsai.measures.rules import compute_state
from prongsai.measures.services.guards import amend, change, lock_measure, require_manager, touch
from prongsai.measures.services.measures import change_expected_outcome

Row = TypeVar("Row", bound=models.Model)


def match_lines(rows: Sequence[Row], texts: Sequence[str], field: str) -> list[Row | None]:
    """For each new text the row it continues: the same text first, then the same place."""
    free = list(rows)
    matched: list[Row | None] = [None] * len(texts)
    for at, text in enumerate(texts):
        same = next((row for row in free if getattr(row, field) == text), None)
        if same is not None:
            matched[at] = same
            free.remove(same)
    for at, row in enumerate(rows):
        if row in free and at < len(texts) and matched[at] is None:
            matched[at] = row
            free.remove(row)
    return matched


@transaction.atomic
def change_steps(
    *, actor: Any, measure: Measure, texts: Sequence[str], reason: str = ""
) -> Measure:
    """Set the steps to these texts, in this order. A step begun is never dropped silently."""
    require_manager(actor)
    measure = lock_measure(measure)
    rows = list(measure.steps.all())
    before = "\n".join(row.text for row in rows)
    wanted = _clean(texts)
    matched = match_lines(rows, wanted, "text")
    for row in rows:
        if row not in matched:
            _drop_step(row)
    for at, (text, found) in enumerate(zip(wanted, matched, strict=True), start=1):
        step = found or Step(measure=measure)
        step.position, step.text = at, text
        step.save()
    _refresh_state(measure)
    touch(measure, "state")
    _record(actor, measure, change("steps", before, "\n".join(wanted)), reason)
    return measure


def _drop_step(step: Step) -> None:
    if step.status != "waiting" or step.evidence_uses.exists():
        raise Refused(
            _("Step “%(step)s” has been worked on and can't be removed.") % {"step": step.text},
            "steps",
        )
    step.delete()


def _refresh_state(measure: Measure) -> None:
    if not measure.is_stopped:
        measure.state = compute_state([step.status for step in measure.steps.all()])


@transaction.atomic
def change_expected_outputs(
    *, actor: Any, measure: Measure, texts: Sequence[str], reason: str = ""
) -> Measure:
    """Set the expected outputs; results already written stay on their rows."""
    require_manager(actor)
    measure = lock_measure(measure)
    rows = list(measure.outputs.all())
    before = "\n".join(row.expected for row in rows)
    wanted = _clean(texts)
    matched = match_lines(rows, wanted, "expected")
    for row in rows:
        if row not in matched:
            _drop_expectation(row)
    for at, (text, found) in enumerate(zip(wanted, matched, strict=True), start=1):
        output = found or Output(measure=measure)
        output.position, output.expected = at, text
        output.save()
    touch(measure)
    _record(actor, measure, change("expected_outputs", before, "\n".join(wanted)), reason)
    return measure


@transaction.atomic
def change_expectations(
    *, actor: Any, measure: Measure, outputs: Sequence[str], outcome: str, reason: str = ""
) -> None:
    """Set expected outputs and outcome together or not at all."""
    change_expected_outputs(actor=actor, measure=measure, texts=outputs, reason=reason)
    change_expected_outcome(actor=actor, measure=measure, text=outcome, reason=reason)


def _drop_expectation(output: Output) -> None:
    if output.result or output.evidence_uses.exists():
        output.expected = ""
        output.position += 1000
        output.save(update_fields=["expected", "position"])
    else:
        output.delete()


def _clean(texts: Sequence[str]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]


def _record(actor: Any, measure: Measure, data: dict[str, Any], reason: str) -> None:
    if data["from"] != data["to"]:
        amend(actor, measure, data=data, reason=reason)
        record(actor=actor, event=events.MEASURE_CHANGED, target=measure, data=data)
