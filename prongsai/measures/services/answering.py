"""Which findings of last year's ITA result a measure answers: the measure's origin."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.assessment.models import Finding, FindingKind
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.measures import events
from prongsai.measures.models import Measure, MeasureOrigin, Plan
from prongsai.measures.services.guards import (
    amend,
    change,
    lock_measure,
    lock_plan,
    require_manager,
    touch,
)


def add_origins(measure: Measure, findings: Collection[Finding], actor: Any) -> None:
    """Link a measure that is being made to its findings; the caller records the act.

    Raises `Refused` (field `findings`) for a finding of another year, one that was set aside, or
    one that says that nothing is weak.
    """
    _check(measure.plan, findings)
    # Asked anew, under the lock: somebody may have reworded it since the page was read.
    silent = Finding.objects.filter(pk__in=[row.pk for row in findings], kind=FindingKind.NONE)
    if silent.exists():
        raise Refused(
            _("This finding says that nothing is weak; no measure can answer it."), "findings"
        )
    MeasureOrigin.objects.bulk_create(
        MeasureOrigin(measure=measure, finding=finding, added_by=actor) for finding in findings
    )


@transaction.atomic
def link_findings(
    *, actor: Any, measure: Measure, findings: Sequence[Finding], reason: str = ""
) -> Measure:
    """Say which findings a measure answers, all of them at once.

    An announced plan wants the `reason`: the origin is part of what was approved. Findings that
    were set aside since stay linked, they are history.
    """
    require_manager(actor)
    measure = lock_measure(measure)
    had = _origins(measure)
    wanted = {finding.pk: finding for finding in findings}
    kept = {row.finding_id for row in had if row.finding_id in wanted or not row.finding.is_kept}
    new = [finding for pk, finding in wanted.items() if pk not in kept]
    _check(measure.plan, new)
    gone = [row for row in had if row.finding_id not in kept]
    if not new and not gone:
        return measure
    MeasureOrigin.objects.filter(pk__in=[row.pk for row in gone]).delete()
    add_origins(measure, new, actor)
    touch(measure)
    data = change("findings", _words(had), _words(_origins(measure)))
    amend(actor, measure, data=data, reason=reason)
    record(actor=actor, event=events.MEASURE_CHANGED, target=measure, data=data)
    return measure


@transaction.atomic
def answer_finding(
    *, actor: Any, plan: Plan, finding: Finding, measures: Sequence[Measure], reason: str = ""
) -> None:
    """Say which measures of a plan answer a finding; each changed measure is a change of its own."""
    require_manager(actor)
    plan = lock_plan(plan)
    _check(plan, [finding])
    wanted = {measure.pk for measure in measures}
    for measure in plan.measures.order_by("pk"):
        findings = [row.finding for row in _origins(measure) if row.finding.is_kept]
        is_linked = any(row.pk == finding.pk for row in findings)
        if (measure.pk in wanted) == is_linked:
            continue
        others = [row for row in findings if row.pk != finding.pk]
        chosen = [*others, finding] if measure.pk in wanted else others
        link_findings(actor=actor, measure=measure, findings=chosen, reason=reason)


def _origins(measure: Measure) -> list[MeasureOrigin]:
    return list(measure.origins.select_related("finding"))


def _check(plan: Plan, findings: Collection[Finding]) -> None:
    """Refuse findings of another year, and those that were set aside; they stay as they are until
    the transaction ends."""
    rows = Finding.objects.select_for_update().filter(pk__in=[row.pk for row in findings])
    for finding in rows.order_by("pk"):
        if finding.fiscal_year != plan.fiscal_year - 1:
            raise Refused(
                _("Measures of %(plan)s answer the result of %(year)s.")
                % {"plan": plan.fiscal_year, "year": plan.fiscal_year - 1},
                "findings",
            )
        if not finding.is_kept:
            raise Refused(_("This finding was set aside; take it back first."), "findings")


def _words(rows: Sequence[MeasureOrigin]) -> str:
    return "\n".join(row.finding.text for row in rows)
