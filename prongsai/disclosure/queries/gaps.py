"""What is missing, who has to bring it, by when."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from prongsai.disclosure.checking import State as Fresh
from prongsai.disclosure.models import Duty
from prongsai.disclosure.queries.board import Board, Line, Part
from prongsai.disclosure.queries.readiness import deadline_of
from prongsai.disclosure.rules import State, is_red
from prongsai.organization.models import Division

KINDS = ("red", "renew", "look")


@dataclass(frozen=True)
class Gap:
    """A component that somebody has to act on: "red" (missing or failed), "renew" or "look"."""

    line: Line
    part: Part
    kind: str
    due_on: dt.date | None

    @property
    def division(self) -> Division | None:
        """Who keeps it, if anybody."""
        return self.part.duty.division if self.part.duty else None


def list_gaps(board: Board) -> list[Gap]:
    """Every component of a year that is not ready, the most urgent first."""
    deadline = deadline_of(board.catalogue)
    found = [
        gap
        for line in board.lines
        for part in line.parts
        if (gap := _gap(line, part, deadline)) is not None
    ]
    return sorted(found, key=lambda gap: (KINDS.index(gap.kind), gap.due_on or dt.date.max))


def _gap(line: Line, part: Part, deadline: dt.date | None) -> Gap | None:
    wanted = part.duty.due_on if part.duty and part.duty.due_on else deadline
    if is_red(part.state):
        return Gap(line, part, "red", wanted)
    if part.state != State.LOOK:
        return None
    aging = [r.freshness for r in part.places if r.freshness.state in (Fresh.DUE, Fresh.OVERDUE)]
    days = [freshness.due_on for freshness in aging if freshness.due_on]
    return Gap(line, part, "renew", min(days)) if days else Gap(line, part, "look", wanted)


def of_keepers(gaps: Iterable[Gap], is_kept: Callable[[Duty], bool]) -> list[Gap]:
    """The gaps whose component is kept so."""
    return [gap for gap in gaps if gap.part.duty and is_kept(gap.part.duty)]


def count_by_division(gaps: Sequence[Gap]) -> list[tuple[Division | None, int]]:
    """How many red gaps each division has, the most first; None: nobody keeps them."""
    counts: dict[Division | None, int] = {}
    for gap in gaps:
        if gap.kind == "red":
            counts[gap.division] = counts.get(gap.division, 0) + 1
    return sorted(counts.items(), key=lambda pair: -pair[1])
