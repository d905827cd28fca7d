"""The year's formula as weights: of what each score is the weighted mean."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from prongsai.assessment.rules.shapes import (
    INDICATOR,
    INSTRUMENT,
    ITEM,
    PART,
    QUESTION,
    SUB_INDICATOR,
    TOTAL,
    Key,
)
from prongsai.catalogues.shapes import Catalogue, Indicator, Instrument

Weights = Mapping[Key, Decimal]  # of the lines under a line; any scale
THE_TOTAL = Key(TOTAL, TOTAL)
ONE = Decimal(1)


def exact(number: float) -> Decimal:
    """A weight or minimum of the catalogue without the noise of binary fractions."""
    return Decimal(str(number))


def weights_of_total(catalogue: Catalogue) -> Weights:
    """The instruments with their weights."""
    return {Key(INSTRUMENT, i.code): exact(i.weight) for i in catalogue.instruments}


def weights_of_instrument(catalogue: Catalogue, instrument: Instrument) -> Sequence[Weights]:
    """An instrument as its parts, where it has some, else as its indicators: the best first."""
    by_indicators = {Key(INDICATOR, i.code): ONE for i in indicators_of(catalogue, instrument.code)}
    if not instrument.parts:
        return [by_indicators]
    return [{Key(PART, p.code): exact(p.weight) for p in instrument.parts}, by_indicators]


def weights_of_part(catalogue: Catalogue, instrument: Instrument, part: str) -> Weights:
    """A part as the indicators stated for it."""
    return {Key(INDICATOR, i.code, part): ONE for i in indicators_of(catalogue, instrument.code)}


def weights_of_indicator(
    catalogue: Catalogue, instrument: Instrument, indicator: Indicator, part: str = ""
) -> Sequence[Weights]:
    """An indicator as its parts, its questions, or its items or sub-indicators: the best first."""
    found: list[Weights] = []
    if instrument.parts and not part:
        found.append(
            {Key(INDICATOR, indicator.code, p.code): exact(p.weight) for p in instrument.parts}
        )
    questions = [q.code for q in catalogue.questions if q.indicator == indicator.code]
    if questions:
        found.append({Key(QUESTION, code, part): ONE for code in questions})
    items = [item for item in catalogue.items if item.indicator == indicator.code]
    if items and catalogue.oit_mean_of == "sub-indicators":
        found.append(
            {Key(SUB_INDICATOR, code): ONE for code in sub_indicators_of(catalogue, indicator)}
        )
    elif items:
        found.append({Key(ITEM, item.code): ONE for item in items})
    return found


def weights_of_sub_indicator(catalogue: Catalogue, code: str) -> Weights:
    """A sub-indicator as its items."""
    return {Key(ITEM, item.code): ONE for item in catalogue.items if item.sub_indicator == code}


def indicators_of(catalogue: Catalogue, instrument: str) -> list[Indicator]:
    """The indicators of an instrument."""
    return [i for i in catalogue.indicators if i.instrument == instrument]


def sub_indicators_of(catalogue: Catalogue, indicator: Indicator) -> list[str]:
    """The codes of an indicator's sub-indicators, in the order of the items."""
    codes = (i.sub_indicator for i in catalogue.items if i.indicator == indicator.code)
    return list(dict.fromkeys(code for code in codes if code))


def shares(weights: Weights) -> Weights:
    """The weights so that they sum up to 1."""
    whole = sum(weights.values(), Decimal(0))
    return {key: weight / whole for key, weight in weights.items()}


def list_parents(catalogue: Catalogue) -> Mapping[Key, Sequence[tuple[Key, Decimal]]]:
    """For each score the scores right above it, and how much of a point it gives them.

    Questions and indicators stated without a part speak for each part alike.
    """
    found: dict[Key, list[tuple[Key, Decimal]]] = {}
    for parent, weights in _edges(catalogue):
        for key, share in shares(weights).items():
            found.setdefault(key, []).append((parent, share))
    return found


def _edges(catalogue: Catalogue) -> Iterator[tuple[Key, Weights]]:
    yield THE_TOTAL, weights_of_total(catalogue)
    for instrument in catalogue.instruments:
        own = Key(INSTRUMENT, instrument.code)
        by_indicators = weights_of_instrument(catalogue, instrument)[-1]
        yield own, by_indicators
        for part in instrument.parts:
            yield Key(PART, part.code), by_indicators
        for indicator in indicators_of(catalogue, instrument.code):
            key = Key(INDICATOR, indicator.code)
            for weights in weights_of_indicator(catalogue, instrument, indicator)[-1:]:
                yield key, weights
            for code in sub_indicators_of(catalogue, indicator):
                yield Key(SUB_INDICATOR, code), weights_of_sub_indicator(catalogue, code)
