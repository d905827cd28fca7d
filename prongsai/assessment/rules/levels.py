"""The level of a result: the total alone does not make it, each instrument and part must reach its
minimum."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from prongsai.assessment.rules.formula import exact
from prongsai.assessment.rules.shapes import (
    FULL,
    INSTRUMENT,
    PART,
    TOTAL,
    Key,
    Line,
    Reached,
    Shortfall,
)
from prongsai.catalogues.shapes import Catalogue, Instrument, Level

_HUNDREDTH = Decimal("0.01")


def find_reached(catalogue: Catalogue, lines: Mapping[Key, Line], total: Line) -> Reached | None:
    """The level of a total with what is known under it; None without a total.

    Scores count as announced, with two decimals. Where the minimum of a part can't be judged the
    better level is named as uncertain.
    """
    if total.score is None or not catalogue.levels:
        return None
    judge = _Judge(catalogue, lines, total.score)
    for at, level in enumerate(catalogue.levels):
        verdicts = judge.judge(level)
        if False in verdicts.values():
            continue
        missing = tuple(code for code, verdict in verdicts.items() if verdict is None)
        following = catalogue.levels[at - 1] if at else None
        short = judge.shortfalls(following) if following else ()
        return Reached(level, not missing, missing, following, short)
    return None


class _Judge:
    """Whether minimums are reached; where a score is not known, what the others say of it."""

    def __init__(self, catalogue: Catalogue, lines: Mapping[Key, Line], total: Decimal) -> None:
        self.catalogue = catalogue
        self.total = total
        self.known = {
            key.code: line.score
            for key, line in lines.items()
            if key.kind in (INSTRUMENT, PART) and not key.part
        }

    def judge(self, level: Level) -> dict[str, bool | None]:
        """For the total and each code of the level: reached, not reached, or not known."""
        found: dict[str, bool | None] = {TOTAL: _reaches(self.total, exact(level.minimum))}
        for code, minimum in level.minimum_each.items():
            found[code] = self._judge(code, exact(minimum))
        return found

    def shortfalls(self, level: Level) -> tuple[Shortfall, ...]:
        """What of a level is not reached, the total first."""
        minimums = {TOTAL: level.minimum, **level.minimum_each}
        scores = {**self.known, TOTAL: self.total}
        return tuple(
            Shortfall(code, scores.get(code), exact(minimums[code]))
            for code, verdict in self.judge(level).items()
            if verdict is False
        )

    def _judge(self, code: str, minimum: Decimal) -> bool | None:
        score = self.known.get(code)
        if score is not None:
            return _reaches(score, minimum)
        low, high = self._bounds(code)
        if low >= minimum:
            return True
        if high < minimum or self._mean_is_under(code, minimum):
            return False
        return None

    def _bounds(self, code: str) -> tuple[Decimal, Decimal]:
        """Between what an unknown score lies, by the mean to which it belongs."""
        for instrument in self.catalogue.instruments:
            if instrument.code == code:
                weights = {i.code: exact(i.weight) for i in self.catalogue.instruments}
                return self._solve(code, weights, (self.total, self.total))
            if code in {part.code for part in instrument.parts}:
                whole = self.known.get(instrument.code)
                bounds = (whole, whole) if whole is not None else self._bounds(instrument.code)
                return self._solve(
                    code, {p.code: exact(p.weight) for p in instrument.parts}, bounds
                )
        return Decimal(0), FULL

    def _solve(
        self, code: str, weights: Mapping[str, Decimal], mean: tuple[Decimal, Decimal]
    ) -> tuple[Decimal, Decimal]:
        whole = sum(weights.values(), Decimal(0))
        others = [(self.known.get(c), w) for c, w in weights.items() if c != code]
        most = sum(((FULL if s is None else s) * w for s, w in others), Decimal(0))
        least = sum(((s or Decimal(0)) * w for s, w in others), Decimal(0))
        low = (mean[0] * whole - most) / weights[code]
        high = (mean[1] * whole - least) / weights[code]
        return max(low, Decimal(0)), min(high, FULL)

    def _mean_is_under(self, code: str, minimum: Decimal) -> bool:
        """Whether the mean of parts, all unknown, is so low that one of them must be too low."""
        owner = self._owner(code)
        whole = self.known.get(owner.code) if owner else None
        return (
            owner is not None
            and whole is not None
            and not _reaches(whole, minimum)
            and all(self.known.get(part.code) is None for part in owner.parts)
        )

    def _owner(self, code: str) -> Instrument | None:
        parts = ((i, {p.code for p in i.parts}) for i in self.catalogue.instruments)
        return next((instrument for instrument, codes in parts if code in codes), None)


def _reaches(score: Decimal, minimum: Decimal) -> bool:
    return score.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP) >= minimum
