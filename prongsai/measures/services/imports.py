"""Saving what the importer read: all measures or nothing."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.measures import events
from prongsai.measures.importing import ImportedMeasure, ImportResult, split_items
from prongsai.measures.models import Plan
from prongsai.measures.rules import ALL_DIVISIONS
from prongsai.measures.services.drafts import MeasureDraft
from prongsai.measures.services.guards import lock_plan, require_draft, require_manager, touch
from prongsai.measures.services.measures import add_drafts
from prongsai.measures.services.plans import create_plan
from prongsai.organization import queries as organization
from prongsai.organization.models import Division
from prongsai.organization.services import add_division
from prongsai.thai.periods import parse_period


@transaction.atomic
def save_import(*, actor: Any, result: ImportResult, accept_warnings: bool = False) -> Plan:
    """Save an import into the plan of its year, which is created when absent.

    Units nobody knows become divisions when `accept_warnings` says so. Raises `Refused` when a
    warning needs a decision, when there is no measure, or when the plan holds measures with the
    same number already.
    """
    require_manager(actor)
    _require_decided(result, accept_warnings)
    if not result.measures:
        raise Refused(_("No measure was found in this file."))
    plan = Plan.objects.filter(fiscal_year=result.fiscal_year).first()
    if plan is None:
        plan = create_plan(actor=actor, fiscal_year=result.fiscal_year)
    plan = lock_plan(plan)
    require_draft(plan)
    _require_new_numbers(plan, result.measures)
    divisions = _resolve_divisions(actor, result.measures, accept_warnings)
    made = add_drafts(plan, [_draft(m, result, divisions) for m in result.measures])
    touch(made[0])
    record(
        actor=actor,
        event=events.PLAN_IMPORTED,
        target=plan,
        data={"measures": len(made), "kind": result.kind},
    )
    return plan


def _require_decided(result: ImportResult, accept_warnings: bool) -> None:
    open_questions = [w.message for w in result.warnings if w.needs_decision]
    if open_questions and not accept_warnings:
        raise Refused("\n".join(open_questions))


def _require_new_numbers(plan: Plan, measures: Sequence[ImportedMeasure]) -> None:
    taken = set(plan.measures.values_list("number", flat=True))
    double = sorted({m.number for m in measures if m.number in taken})
    if double:
        raise Refused(
            _("The plan of %(year)s already has measures numbered %(numbers)s.")
            % {"year": plan.fiscal_year, "numbers": ", ".join(double)}
        )


def _resolve_divisions(
    actor: Any, measures: Sequence[ImportedMeasure], may_add: bool
) -> dict[str, Division]:
    names = {unit for measure in measures for unit in measure.units if unit != ALL_DIVISIONS}
    found: dict[str, Division] = {}
    unknown = []
    for name in sorted(names):
        division = organization.find_division(name)
        if division is not None:
            found[name] = division
        elif may_add:
            found[name] = add_division(actor=actor, name=name)
        else:
            unknown.append(name)
    if unknown:
        raise Refused(_("Unknown divisions: %(names)s") % {"names": ", ".join(unknown)}, "units")
    return found


def _draft(
    measure: ImportedMeasure, result: ImportResult, divisions: dict[str, Division]
) -> MeasureDraft:
    outputs = split_items(measure.output or "")
    is_report = result.kind == "report"
    return MeasureDraft(
        topic=measure.topic,
        topic_title=measure.topic_title,
        number=measure.number,
        title=measure.title,
        steps=list(measure.steps),
        period=parse_period(measure.period_text or "", result.fiscal_year),
        divisions=list(dict.fromkeys(divisions[u] for u in measure.units if u in divisions)),
        is_for_all_divisions=ALL_DIVISIONS in measure.units,
        expected_outputs=[] if is_report else outputs,
        output_results=outputs if is_report else [],
        expected_outcome="" if is_report else measure.outcome or "",
        outcome_result=(measure.outcome or "") if is_report else "",
        follow_up=measure.follow_up,
    )
