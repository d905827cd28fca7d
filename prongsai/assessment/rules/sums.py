"""What follows from the stated scores, and which of them do not add up."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from prongsai.assessment.rules import formula
from prongsai.assessment.rules.formula import THE_TOTAL, Weights
from prongsai.assessment.rules.levels import find_reached
from prongsai.assessment.rules.shapes import (
    INDICATOR,
    INSTRUMENT,
    ITEM,
    KINDS,
    PART,
    QUESTION,
    SUB_INDICATOR,
    Key,
    Line,
    Stated,
    Sums,
    trim,
)
from prongsai.catalogues.shapes import Catalogue, Indicator, Instrument

# Scores are announced with two decimals: sums of rounded ones miss by a few hundredths.
TOLERANCE = Decimal("0.05")
COARSE_TOLERANCE = Decimal("0.15")  # where the scores are written with one decimal
_HUNDREDTH = Decimal("0.01")


def round_score(score: Decimal) -> Decimal:
    """A score as it is announced: two decimals, half up."""
    return score.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


def compute(catalogue: Catalogue, stated: Stated) -> Sums:
    """Every line of a year by the formula of its catalogue. What is not known stays unknown.

    Upwards the stated score counts, where there is one; a line is off when it agrees neither with
    the stated scores under it nor with the computed ones.
    """
    builder = _Builder(catalogue, stated)
    builder.build()
    order = {kind: at for at, kind in enumerate(KINDS)}
    lines = {key: builder.lines[key] for key in sorted(builder.lines, key=lambda k: order[k.kind])}
    total = builder.total()
    return Sums(lines, total, find_reached(catalogue, lines, total))


def find_tolerance(stated: Stated) -> Decimal:
    """How far a sum may miss: more, when every score is written with one decimal at most."""
    known = [*stated.scores.values(), *([stated.total] if stated.total is not None else [])]
    fractions = [score for score in known if score != score.to_integral_value()]
    is_coarse = bool(fractions) and all(
        score * 10 == (score * 10).to_integral_value() for score in fractions
    )
    return COARSE_TOLERANCE if is_coarse else TOLERANCE


def _as_stated(line: Line) -> Decimal | None:
    return line.computed if line.stated is None else line.stated


def _as_computed(line: Line) -> Decimal | None:
    return line.stated if line.computed is None else line.computed


class _Builder:
    def __init__(self, catalogue: Catalogue, stated: Stated) -> None:
        self.catalogue = catalogue
        self.stated = stated
        self.tolerance = find_tolerance(stated)
        self.lines: dict[Key, Line] = {}

    def build(self) -> None:
        by_code = {i.code: i for i in self.catalogue.instruments}
        for instrument, indicator in self._indicators(by_code):
            for part in ("", *(p.code for p in instrument.parts)):
                self._questions(instrument, indicator, part)
        for item in self.catalogue.items:
            self._add(Key(ITEM, item.code), item.title, [])
        for instrument, indicator in self._indicators(by_code):
            self._indicator(instrument, indicator)
        for instrument in self.catalogue.instruments:
            self._instrument(instrument)

    def total(self) -> Line:
        weights = formula.weights_of_total(self.catalogue)
        return self._line(THE_TOTAL, "", [weights], self.stated.total, first=_as_computed)

    def _indicators(
        self, by_code: Mapping[str, Instrument]
    ) -> Iterator[tuple[Instrument, Indicator]]:
        for indicator in self.catalogue.indicators:
            yield by_code[indicator.instrument], indicator

    def _questions(self, instrument: Instrument, indicator: Indicator, part: str) -> None:
        for question in self.catalogue.questions:
            if question.indicator == indicator.code:
                self._question(instrument, question.code, question.text, part)

    def _question(self, instrument: Instrument, code: str, text: str, part: str) -> None:
        parts = {Key(QUESTION, code, p.code): formula.exact(p.weight) for p in instrument.parts}
        if part:
            self._add(Key(QUESTION, code, part), text, [])
            return
        for key in parts:
            self._add(key, text, [])
        self._add(Key(QUESTION, code), text, [parts] if parts else [])

    def _indicator(self, instrument: Instrument, indicator: Indicator) -> None:
        for code in formula.sub_indicators_of(self.catalogue, indicator):
            weights = formula.weights_of_sub_indicator(self.catalogue, code)
            group = next(i.group for i in self.catalogue.items if i.sub_indicator == code)
            self._add(Key(SUB_INDICATOR, code), group, [weights])
        for part in (*(p.code for p in instrument.parts), ""):
            ways = formula.weights_of_indicator(self.catalogue, instrument, indicator, part)
            self._add(Key(INDICATOR, indicator.code, part), indicator.title, ways)

    def _instrument(self, instrument: Instrument) -> None:
        for part in instrument.parts:
            weights = formula.weights_of_part(self.catalogue, instrument, part.code)
            self._add(Key(PART, part.code), part.title, [weights])
        ways = formula.weights_of_instrument(self.catalogue, instrument)
        self._add(Key(INSTRUMENT, instrument.code), instrument.title, ways)

    def _add(self, key: Key, title: str, ways: Sequence[Weights]) -> None:
        line = self._line(key, title, ways, self.stated.scores.get(key))
        is_of_a_part = bool(key.part) and line.score is None
        if not is_of_a_part:
            self.lines[key] = line

    def _line(
        self,
        key: Key,
        title: str,
        ways: Sequence[Weights],
        stated: Decimal | None,
        first: Callable[[Line], Decimal | None] = _as_stated,
    ) -> Line:
        """A line by the first way of which all is known."""
        missing: tuple[str, ...] = ()
        for weights in ways:
            unknown = tuple(k.code for k in weights if self._score(k, first) is None)
            if not unknown:
                return self._sum(key, title, weights, stated, first)
            if len(unknown) < len(weights) and not missing:
                missing = unknown
        return Line(key, title, stated, missing=missing)

    def _sum(
        self,
        key: Key,
        title: str,
        weights: Weights,
        stated: Decimal | None,
        first: Callable[[Line], Decimal | None],
    ) -> Line:
        second = _as_computed if first is _as_stated else _as_stated
        sums = [self._mean(weights, pick) for pick in (first, second)]
        if stated is None:
            return Line(key, title, None, sums[0])
        nearest = min(sums, key=lambda value: abs(value - stated))
        return Line(key, title, stated, nearest, is_off=abs(nearest - stated) > self.tolerance)

    def _mean(self, weights: Weights, pick: Callable[[Line], Decimal | None]) -> Decimal:
        whole = sum(weights.values(), Decimal(0))
        scores = (
            (self._score(key, pick) or Decimal(0)) * weight for key, weight in weights.items()
        )
        return trim(sum(scores, Decimal(0)) / whole)

    def _score(self, key: Key, pick: Callable[[Line], Decimal | None]) -> Decimal | None:
        line = self.lines.get(key)
        return pick(line) if line else None
