"""What if: other scores here and there, and what total and level would follow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from prongsai.assessment.rules.formula import THE_TOTAL, list_parents
from prongsai.assessment.rules.levels import find_reached
from prongsai.assessment.rules.shapes import FULL, ITEM, Key, Line, Reached, Sums, trim
from prongsai.catalogues.shapes import Catalogue

Parents = Mapping[Key, Sequence[tuple[Key, Decimal]]]


@dataclass(frozen=True)
class Outcome:
    """What would follow: the lines, the total, the level; `unknown`: changes without a before."""

    lines: Mapping[Key, Line]
    total: Line
    reached: Reached | None
    unknown: tuple[Key, ...]


def is_possible(kind: str, score: Decimal) -> bool:
    """Whether a score can be given: items are all or nothing, everything else lies in 0–100."""
    return score in (0, FULL) if kind == ITEM else 0 <= score <= FULL


def imagine(catalogue: Catalogue, sums: Sums, changes: Mapping[Key, Decimal]) -> Outcome:
    """The result with some scores changed, carried up to the total.

    A change is carried as a difference, so what was announced stays the ground. Of two changes,
    one above the other, the upper one counts above. A score that is not known can't be changed by
    a difference: it is named in `unknown` and left.
    """
    parents = list_parents(catalogue)
    lines = {**sums.lines, THE_TOTAL: sums.total}
    known = {k: v for k, v in changes.items() if k in lines and lines[k].score is not None}
    moved: dict[Key, Decimal] = {}
    for key, score in known.items():
        before = lines[key].score
        assert before is not None
        moved[key] = moved.get(key, Decimal(0)) + score - before
        for above, share in _climb(parents, key, set(known)):
            moved[above] = moved.get(above, Decimal(0)) + (score - before) * share
    after = {key: _moved(line, moved.get(key)) for key, line in lines.items()}
    total = after.pop(THE_TOTAL)
    unknown = tuple(key for key in changes if key not in known)
    return Outcome(after, total, find_reached(catalogue, after, total), unknown)


def find_gain(catalogue: Catalogue, key: Key, of: Key = THE_TOTAL) -> Decimal:
    """How much one point of a score gives to a score above it; 0 when it gives none."""
    parents = list_parents(catalogue)
    return trim(sum((s for above, s in _climb(parents, key, set()) if above == of), Decimal(0)))


def _climb(
    parents: Parents, key: Key, stops: set[Key], share: Decimal = Decimal(1)
) -> Iterator[tuple[Key, Decimal]]:
    for above, part in parents.get(key, ()):
        if above in stops:
            continue
        yield above, share * part
        yield from _climb(parents, above, stops, share * part)


def _moved(line: Line, by: Decimal | None) -> Line:
    if by is None or line.score is None:
        return line
    score = min(max(trim(line.score + by), Decimal(0)), FULL)
    return replace(line, stated=None, computed=score)
