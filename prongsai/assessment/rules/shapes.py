"""What the rules speak of: scores as stated, and the lines that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from prongsai.catalogues.shapes import Level

INSTRUMENT, PART, INDICATOR, SUB_INDICATOR = "instrument", "part", "indicator", "sub-indicator"
QUESTION, ITEM, TOTAL = "question", "item", "total"
KINDS = (INSTRUMENT, PART, INDICATOR, SUB_INDICATOR, QUESTION, ITEM)
FULL = Decimal(100)
_FINEST = Decimal("0.00000001")


def trim(score: Decimal) -> Decimal:
    """A computed score without the noise of thirds."""
    return score.quantize(_FINEST)


@dataclass(frozen=True, order=True)
class Key:
    """Of what a score speaks; `part` ("EIT1") only for what was stated for one part."""

    kind: str
    code: str
    part: str = ""


@dataclass(frozen=True)
class Stated:
    """The scores of a year as they were announced; what was not, is absent."""

    scores: Mapping[Key, Decimal] = field(default_factory=dict)
    total: Decimal | None = None
    level: str = ""


@dataclass(frozen=True)
class Line:
    """One score: as stated, as it follows from the lines under it, and whether both agree.

    `missing`: codes under it that are not known while others are; then nothing is computed.
    """

    key: Key
    title: str
    stated: Decimal | None = None
    computed: Decimal | None = None
    is_off: bool = False
    missing: tuple[str, ...] = ()

    @property
    def score(self) -> Decimal | None:
        """The score as stated, else as computed."""
        return self.computed if self.stated is None else self.stated

    @property
    def difference(self) -> Decimal | None:
        """Stated minus computed, when both are known."""
        if self.stated is None or self.computed is None:
            return None
        return self.stated - self.computed


@dataclass(frozen=True)
class Shortfall:
    """Why a level is not reached: a code ("total", "IIT", "EIT1" …) with score and minimum."""

    code: str
    score: Decimal | None
    minimum: Decimal


@dataclass(frozen=True)
class Reached:
    """The level that a result reaches.

    `is_certain` is False when a score that the level asks for is not known: `missing` names them.
    `following` is the next better level and `short` why it is not reached; None at the top.
    """

    level: Level
    is_certain: bool
    missing: tuple[str, ...]
    following: Level | None
    short: tuple[Shortfall, ...]


@dataclass(frozen=True)
class Sums:
    """Everything that follows from the stated scores of a year by its catalogue."""

    lines: Mapping[Key, Line]
    total: Line
    reached: Reached | None

    def of(self, kind: str) -> list[Line]:
        """The lines of a kind, in the order of the catalogue; those of one part are left out."""
        return [x for key, x in self.lines.items() if key.kind == kind and not key.part]

    def find(self, kind: str, code: str, part: str = "") -> Line | None:
        """One line, or None."""
        return self.lines.get(Key(kind, code, part))

    @property
    def off(self) -> list[Line]:
        """The lines that do not add up, from the bottom to the total."""
        found = [line for line in self.lines.values() if line.is_off]
        return [*reversed(found), *([self.total] if self.total.is_off else [])]
