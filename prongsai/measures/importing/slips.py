"""Near-misspellings in what was read: words of the trade and the office's own names."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from prongsai.measures.checks.facts import PlanFacts
from prongsai.measures.checks.spelling import find_slips
from prongsai.measures.importing.result import ImportedMeasure, ImportWarning, KnownUnit


def misspellings(
    measures: Sequence[ImportedMeasure], fiscal_year: int, known_units: Sequence[KnownUnit]
) -> Iterator[ImportWarning]:
    """One warning per slip and measure; none of them needs a decision."""
    names = tuple(name for name, _aliases in known_units)
    aliases = frozenset(alias for _name, others in known_units for alias in others)
    facts = PlanFacts(fiscal_year, dt.date.min, (), (), names, aliases)
    for measure in measures:
        texts = (measure.title, *measure.steps, measure.output or "", measure.outcome or "")
        slips = {pair for text in texts for pair in find_slips(text, facts)}
        for wrong, right in sorted(slips):
            words = {"number": measure.number, "wrong": wrong, "right": right}
            message = _("%(number)s: “%(wrong)s” should probably read “%(right)s”.") % words
            yield ImportWarning("misspelling", message, measure.where)
