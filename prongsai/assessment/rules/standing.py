"""Where one score stands among others: rank, share below, quartiles, how they spread. Pure."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

BIN = 5  # points a bar of the spread is wide


@dataclass(frozen=True)
class Bar:
    """How many scores lie from `low` up to, not including, `high` (100 belongs to the last bar)."""

    low: int
    high: int
    count: int
    is_own: bool


@dataclass(frozen=True)
class Standing:
    """A score among `count` ones (0–100), its own included.

    Equal scores share the better rank; `beaten` is the share of the others with a lower score, in
    per cent. Scores count with two decimals, as they are announced.
    """

    own: float
    count: int
    rank: int
    same: int
    beaten: float | None
    lowest: float
    lower_quartile: float
    median: float
    upper_quartile: float
    highest: float


def compute_standing(scores: Sequence[float], own: float) -> Standing:
    """Where `own`, one of `scores`, stands among them. Raises ValueError when it is not one."""
    rounded = sorted(round(score, 2) for score in scores)
    own = round(own, 2)
    below, up_to = bisect_left(rounded, own), bisect_right(rounded, own)
    if below == up_to:
        raise ValueError("the score is not one of those it is compared with")
    better = len(rounded) - up_to
    others = len(rounded) - 1
    alone = rounded * 2 if others == 0 else rounded
    low, middle, high = quantiles(alone, n=4, method="inclusive")
    return Standing(
        own=own,
        count=len(rounded),
        rank=better + 1,
        same=up_to - below - 1,
        beaten=100 * below / others if others else None,
        lowest=rounded[0],
        lower_quartile=low,
        median=middle,
        upper_quartile=high,
        highest=rounded[-1],
    )


def spread(scores: Sequence[float], own: float | None) -> list[Bar]:
    """The scores in bars of five points, from the bar of the lowest to 100."""
    if not scores:
        return []
    counts = Counter(map(_bar, scores))
    mine = None if own is None else _bar(own)
    return [
        Bar(at * BIN, at * BIN + BIN, counts[at], at == mine)
        for at in range(min(counts), 100 // BIN)
    ]


def _bar(score: float) -> int:
    return min(int(round(score, 2) // BIN), 100 // BIN - 1)
