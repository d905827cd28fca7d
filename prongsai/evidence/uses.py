"""Who uses a proof: apps above say it here, so that evidence needs to know none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    """One use of a proof: what uses it, and where to look."""

    label: str
    url: str


Finder = Callable[[Iterable[int]], dict[int, list[Use]]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a function that finds uses for many proofs (by primary key) at once."""
    _finders.append(finder)


def find_uses(evidence_ids: Iterable[int]) -> dict[int, list[Use]]:
    """All uses of these proofs, one call per registered app."""
    ids = list(evidence_ids)
    uses: dict[int, list[Use]] = {pk: [] for pk in ids}
    for finder in _finders:
        for pk, found in finder(ids).items():
            uses[pk] += found
    return uses
