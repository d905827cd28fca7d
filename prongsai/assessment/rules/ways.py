"""The shortest way to the next level: which items would close it, and what people would have to
judge better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prongsai.assessment.rules.changes import Outcome, find_gain, imagine
from prongsai.assessment.rules.formula import THE_TOTAL, indicators_of
from prongsai.assessment.rules.shapes import (
    FULL,
    INDICATOR,
    INSTRUMENT,
    ITEM,
    PART,
    Key,
    Line,
    Reached,
    Sums,
)
from prongsai.assessment.rules.sums import round_score
from prongsai.catalogues.shapes import Catalogue, Level

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Raise:
    """A score that would have to rise to `to`; an item from 0 to 100."""

    line: Line
    to: Decimal

    @property
    def points(self) -> Decimal:
        """By how many points."""
        return self.to - (self.line.score or Decimal(0))


@dataclass(frozen=True)
class Way:
    """What would lead to a level: the fewest items, then the fewest indicators.

    `is_enough` is False when not even all of that leads there with what is known.
    """

    level: Level
    items: tuple[Raise, ...]
    indicators: tuple[Raise, ...]
    outcome: Outcome
    is_enough: bool


def find_way(catalogue: Catalogue, sums: Sums) -> Way | None:
    """The shortest way to the next better level; None at the top or without a total."""
    if sums.reached is None or sums.reached.following is None:
        return None
    level = sums.reached.following
    search = _Search(catalogue, sums, level)
    search.take_items()
    search.raise_indicators()
    outcome = search.outcome()
    return Way(
        level,
        tuple(r for r in search.raises if r.line.key.kind == ITEM),
        tuple(r for r in search.raises if r.line.key.kind == INDICATOR),
        outcome,
        _is_at(catalogue, outcome.reached, level),
    )


def _is_at(catalogue: Catalogue, reached: Reached | None, level: Level) -> bool:
    order = [each.code for each in catalogue.levels]
    return reached is not None and order.index(reached.level.code) <= order.index(level.code)


class _Search:
    def __init__(self, catalogue: Catalogue, sums: Sums, level: Level) -> None:
        self.catalogue = catalogue
        self.sums = sums
        self.level = level
        self.raises: list[Raise] = []

    def outcome(self) -> Outcome:
        """The result with what was taken so far."""
        return imagine(self.catalogue, self.sums, {r.line.key: r.to for r in self.raises})

    def take_items(self) -> None:
        """Failed items, those that give most first, while the total or their instrument is short."""
        failed = [line for line in self.sums.of(ITEM) if line.score == 0]
        gains = {line.key: find_gain(self.catalogue, line.key) for line in failed}
        own = {code for line in failed for code in [self._instrument_of(line.key)]}
        for line in sorted(failed, key=lambda each: -gains[each.key]):
            short = {s.code for s in self._short()}
            if not short & {THE_TOTAL.code, *own}:
                return
            self.raises.append(Raise(line, FULL))

    def raise_indicators(self) -> None:
        """The indicators with most room, while an instrument, a part or the total is short."""
        for shortfall in sorted(self._short(), key=lambda s: s.code == THE_TOTAL.code):
            target = self._target(shortfall.code)
            need = shortfall.minimum - (self._score(target) or Decimal(0))
            self._spread(need, target, self._room(shortfall.code))

    def _spread(self, need: Decimal, target: Key, room: Sequence[Line]) -> None:
        for line in room:
            need = self._still(need, target)
            if need <= 0:
                return
            gain = find_gain(self.catalogue, line.key, target)
            before = self._score(line.key)
            if not gain or before is None:
                continue
            to = min(FULL, round_score(before + need / gain + _HUNDREDTH / 2))
            self.raises.append(Raise(line, to))

    def _still(self, need: Decimal, target: Key) -> Decimal:
        """What is still missing at the target after the raises so far."""
        score = self._score(target)
        minimum = self._minimums().get(target.code)
        return need if score is None or minimum is None else minimum - score

    def _minimums(self) -> Mapping[str, Decimal]:
        found = {code: Decimal(str(m)) for code, m in self.level.minimum_each.items()}
        return {**found, THE_TOTAL.code: Decimal(str(self.level.minimum))}

    def _short(self) -> Sequence["_Short"]:
        outcome = self.outcome()
        scores = {
            k.code: line.score for k, line in outcome.lines.items() if k.kind in (INSTRUMENT, PART)
        }
        scores[THE_TOTAL.code] = outcome.total.score
        return [
            _Short(code, minimum)
            for code, minimum in self._minimums().items()
            if (score := scores.get(code)) is not None and round_score(score) < minimum
        ]

    def _score(self, key: Key) -> Decimal | None:
        outcome = self.outcome()
        line = outcome.total if key == THE_TOTAL else outcome.lines.get(key)
        return line.score if line else None

    def _target(self, code: str) -> Key:
        kind = INSTRUMENT if code in {i.code for i in self.catalogue.instruments} else PART
        return THE_TOTAL if code == THE_TOTAL.code else Key(kind, code)

    def _room(self, code: str) -> Sequence[Line]:
        """The indicators under a code that can rise, those with most to give first."""
        taken = {r.line.key for r in self.raises}
        target = self._target(code)
        lines = [
            line for line in self.sums.of(INDICATOR)
            if line.score is not None and line.score < FULL and line.key not in taken
            and not self._has_items(line.key) and find_gain(self.catalogue, line.key, target)
        ]  # fmt: skip
        return sorted(
            lines,
            key=lambda each: (
                -(FULL - (each.score or FULL)) * find_gain(self.catalogue, each.key, target)
            ),
        )

    def _has_items(self, indicator: Key) -> bool:
        """Whether its items are known: then they are what can change it."""
        items = [i.code for i in self.catalogue.items if i.indicator == indicator.code]
        return any(
            (line := self.sums.find(ITEM, code)) and line.score is not None for code in items
        )

    def _instrument_of(self, item: Key) -> str:
        indicator = next(i.indicator for i in self.catalogue.items if i.code == item.code)
        return next(
            i.code for i in self.catalogue.instruments
            if indicator in {each.code for each in indicators_of(self.catalogue, i.code)}
        )  # fmt: skip


@dataclass(frozen=True)
class _Short:
    code: str
    minimum: Decimal
