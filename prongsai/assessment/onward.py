"""Where an app above takes a result further: it says so here, so that assessment knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Onward:
    """What to do next with the result of a year: words and address."""

    label: str
    url: str


Finder = Callable[[Any, int], Onward | None]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a function that gives a person's next place for the result of a fiscal year (พ.ศ.)."""
    _finders.append(finder)


def list_onward(user: Any, fiscal_year: int) -> list[Onward]:
    """Where a person may take the result of a year further."""
    found = (finder(user, fiscal_year) for finder in _finders)
    return [row for row in found if row is not None]
