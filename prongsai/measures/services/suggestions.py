"""Taking over what a register suggests as output or outcome of a measure."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.common.errors import Refused
from prongsai.measures.models import EvidenceUse, Output
from prongsai.measures.proving import find_report
from prongsai.measures.services.progress import record_outcome, record_output

OUTPUT, OUTCOME = "output", "outcome"


@transaction.atomic
def take_suggestion(
    *, actor: Any, use: EvidenceUse, what: str, output: Output | None = None, text: str = ""
) -> None:
    """Write the register's sentence of today as a result, with its count.

    `what` is "output" (of `output`, or of a new one) or "outcome"; `text` is what the officer made
    of the sentence. Raises `Refused` when the register suggests nothing of the kind.
    """
    report = find_report(use)
    known = {OUTPUT: report.suggested_output, OUTCOME: report.suggested_outcome} if report else {}
    suggestion = known.get(what)
    if suggestion is None:
        raise Refused(_("The register has nothing to suggest yet."))
    value, unit, sentence = suggestion
    sentence = text.strip() or sentence
    if what == OUTCOME:
        record_outcome(actor=actor, measure=use.measure, text=sentence)
        return
    record_output(
        actor=actor,
        measure=use.measure,
        output=output,
        result=sentence,
        quantity=Decimal(str(value)),
        unit=unit,
    )
