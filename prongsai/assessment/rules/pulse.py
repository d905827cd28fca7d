"""Rules of the own survey: when it is open, what may be shown of it. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SMALLEST_GROUP = 5
FULL = 100


def is_open(
    opens_on: dt.date, closes_on: dt.date, closed_early_on: dt.date | None, on: dt.date
) -> bool:
    """Whether answers are taken on a day."""
    return closed_early_on is None and opens_on <= on <= closes_on


def is_over(closes_on: dt.date, closed_early_on: dt.date | None, on: dt.date) -> bool:
    """Whether no answer can come any more."""
    return closed_early_on is not None or on > closes_on


def may_show(*, responses: int, minimum: int, has_ended: bool) -> bool:
    """Results are shown after the end, and of enough people: two looks at a running survey would
    tell what the one who answered between them said."""
    return has_ended and responses >= max(minimum, SMALLEST_GROUP)


@dataclass(frozen=True)
class Outcome:
    """A question with how many chose each answer and its score (0–100, negative ones reversed).

    `score` and `counts` are empty where fewer people answered it than may be shown.
    """

    code: str
    text: str
    counts: Sequence[int]
    answered: int
    score: float | None


def sum_up(
    questions: Sequence[Mapping[str, Any]],
    scale: Sequence[Mapping[str, Any]],
    counts: Mapping[tuple[str, int], int],
    minimum: int,
) -> list[Outcome]:
    """The questions with their outcome, the weakest first; those of too few people last."""
    found = [_outcome(question, scale, counts, minimum) for question in questions]
    return sorted(found, key=lambda one: (one.score is None, one.score or 0))


def _outcome(
    question: Mapping[str, Any],
    scale: Sequence[Mapping[str, Any]],
    counts: Mapping[tuple[str, int], int],
    minimum: int,
) -> Outcome:
    chosen = [counts.get((question["code"], at), 0) for at in range(len(scale))]
    answered = sum(chosen)
    if answered < max(minimum, SMALLEST_GROUP):
        return Outcome(question["code"], question["text"], (), answered, None)
    scores = [step["score"] for step in scale]
    if question["is_negative"]:
        scores = [FULL - score for score in scores]
    total = sum(score * count for score, count in zip(scores, chosen, strict=True))
    return Outcome(question["code"], question["text"], tuple(chosen), answered, total / answered)
