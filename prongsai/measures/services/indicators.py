"""Optional numbers behind outputs and outcomes: baseline, target, what was reached."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.measures import events
from prongsai.measures.models import Indicator, Measure
from prongsai.measures.services.guards import lock_measure, require_manager, require_recorder, touch
from prongsai.measures.services.progress import record_result


@transaction.atomic
def add_indicator(
    *,
    actor: Any,
    measure: Measure,
    kind: str,
    name: str,
    unit: str = "",
    baseline: Decimal | None = None,
    target: Decimal | None = None,
) -> Indicator:
    """Say by which number an output or the outcome is measured."""
    require_manager(actor)
    measure = lock_measure(measure)
    if not name.strip():
        raise Refused(_("Write what is counted or measured."), "name")
    indicator = Indicator.objects.create(
        measure=measure,
        kind=kind,
        name=name.strip(),
        unit=unit.strip(),
        baseline=baseline,
        target=target,
    )
    touch(measure)
    data = {"field": "indicator", "from": "", "to": indicator.name}
    record(actor=actor, event=events.MEASURE_CHANGED, target=measure, data=data)
    return indicator


@transaction.atomic
def remove_indicator(*, actor: Any, indicator: Indicator) -> None:
    """Take an indicator away; the log keeps its name."""
    require_manager(actor)
    measure = lock_measure(indicator.measure)
    data = {"field": "indicator", "from": indicator.name, "to": ""}
    indicator.delete()
    touch(measure)
    record(actor=actor, event=events.MEASURE_CHANGED, target=measure, data=data)


@transaction.atomic
def record_indicator(*, actor: Any, indicator: Indicator, actual: Decimal | None) -> Indicator:
    """Write the value that an indicator reached."""
    measure = lock_measure(indicator.measure)
    require_recorder(actor, measure)
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    before, indicator.actual = indicator.actual, actual
    indicator.save(update_fields=["actual"])
    touch(measure)
    record_result(actor, measure, f"indicator {indicator.name}", before, actual)
    return indicator
