"""What the checks of a year look at: each public place with what its component asks."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.disclosure.checking import Expectation
from prongsai.disclosure.queries.board import Board, Line, Part
from prongsai.disclosure.queries.places import Place
from prongsai.organization.queries import find_profile
from prongsai.thai.fiscal import FiscalYear

COMPLAINTS = "ร้องเรียน"


@dataclass(frozen=True)
class Look:
    """A place under a component, and what it has to show there."""

    item_code: str
    component: str
    place: Place
    expectation: Expectation

    @property
    def name(self) -> tuple[str, str, str]:
        """How its result is kept."""
        return self.item_code, self.component, self.place.key


def list_looks(board: Board, *, on: dt.date, item_code: str = "") -> list[Look]:
    """Every public place of a year, or of one item, in the catalogue's order."""
    profile = find_profile()
    names = (profile.full_name, profile.short_name) if profile else ()
    return [
        Look(line.item.code, part.component.id, row.place, _expectation(line, part, names, on))
        for line, part in _parts(board, item_code)
        for row in part.places
        if row.place.is_public
    ]


def _parts(board: Board, item_code: str) -> Iterator[tuple[Line, Part]]:
    for line in board.lines:
        if item_code in ("", line.item.code):
            for part in line.parts:
                yield line, part


def _expectation(line: Line, part: Part, names: tuple[str, ...], on: dt.date) -> Expectation:
    """Freshness is not asked for: the board tells it on each day anew.

    A plan that runs for years names its own: the record's year is looked for, and any date up to
    today will do that lies in it or after it.
    """
    return Expectation(
        on=on,
        years=(line.year,),
        agency_names=names,
        starts_on=FiscalYear(line.year).first_day,
        ends_on=max(on, FiscalYear(line.year).last_day),
        kinds=tuple(part.component.evidence),
        is_machine_readable=part.component.is_machine_readable,
        is_complaint_file=COMPLAINTS in line.item.title,
    )
