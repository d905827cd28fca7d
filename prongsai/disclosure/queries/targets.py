"""What the checks of a year look at: each public place with what its component asks."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.catalogues.shapes import Catalogue
from prongsai.disclosure.checking import Expectation
from prongsai.disclosure.checking.years import find_years, tidy
from prongsai.disclosure.queries.board import Board, Line, Part
from prongsai.disclosure.queries.places import Place
from prongsai.organization.queries import find_profile
from prongsai.thai.fiscal import FiscalYear

# What is told of single complaints. Rules and channels for complaints name telephones on purpose.
COMPLAINTS = re.compile(r"(?:สถิติ|รายงาน|ผล).*ร้องเรียน")
# Plans, reports, statistics and news are of a year; a structure, a contact or a manual is not.
YEARLY_ITEM = re.compile(r"แผน(?!ผัง)|ผล|รายงาน|ประเมิน|มาตรการ|ปี|สถิติ|ข่าว|ความก้าวหน้า|จัดซื้อ|มีส่วนร่วม")
YEARLY_COMPONENT = re.compile(r"ปี|สถิติ|รายเดือน|[2๒][5๕][0-9๐-๙]{2}")
REPORT = "รายงาน"


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
        Look(
            line.item.code,
            part.component.id,
            row.place,
            _expectation(board.catalogue, line, part, names, on),
        )
        for line, part in _parts(board, item_code)
        for row in part.places
        if row.place.is_public
    ]


def _parts(board: Board, item_code: str) -> Iterator[tuple[Line, Part]]:
    for line in board.lines:
        if item_code in ("", line.item.code):
            for part in line.parts:
                yield line, part


def _expectation(
    catalogue: Catalogue, line: Line, part: Part, names: tuple[str, ...], on: dt.date
) -> Expectation:
    """Freshness is not asked for: the board tells it on each day anew.

    A plan that runs for years names its own: the record's year is looked for, and any date up to
    today will do that lies in it or after it. What belongs to no year is asked for neither.
    """
    years = _years(line, part)
    form = catalogue.find_form(part.component.form)
    return Expectation(
        on=on,
        years=years,
        agency_names=names,
        starts_on=FiscalYear(min(years)).first_day if years else None,
        ends_on=max(on, FiscalYear(max(years)).last_day) if years else None,
        kinds=tuple(part.component.evidence),
        required_columns=form.required if form else (),
        are_columns_sure=form is None or form.origin.is_checked,
        is_machine_readable=part.component.is_machine_readable,
        is_complaint_file=bool(COMPLAINTS.search(line.item.title)),
    )


def _years(line: Line, part: Part) -> tuple[int, ...]:
    """The years (พ.ศ.) any of which a component has to name; none for what belongs to no year."""
    text = part.component.text
    is_yearly = (
        line.item.year_offset != 0
        or YEARLY_ITEM.search(line.item.title)
        or YEARLY_COMPONENT.search(text)
    )
    if not is_yearly:
        return ()
    # An item of this year may ask for last year's report: the component says so.
    own = find_years(tidy(text)) if REPORT in text else []
    return tuple(dict.fromkeys([line.year, *own]))
