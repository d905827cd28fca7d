"""Each morning: keepers hear what they owe, then their heads, then the chief administrator."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.channels.services import notify
from prongsai.disclosure.models import DisclosureYear
from prongsai.disclosure.queries.board import Board, get_board
from prongsai.disclosure.queries.gaps import Gap, list_gaps
from prongsai.disclosure.rules import find_lead
from prongsai.disclosure.services.checks import is_current
from prongsai.organization import queries as organization
from prongsai.organization.models import Division, Position, Role
from prongsai.thai.calendar import format_date

NAMED = 8
# Whose division does not act for so long is brought before the chief administrator.
FIRST_LATE = "late-0"

Keeper = tuple[Division, Position | None, dt.date]


def remind(*, on: dt.date) -> int:
    """Remind of what is missing or due in the years that are not over; returns how many components.

    Each cause is told once, however often this runs. Keepers hear thirty, fourteen, seven and three
    days before, on the day, and every three days after; heads from the first day that is late, the
    chief administrator when it stays so.
    """
    years = [year for year in DisclosureYear.objects.all() if is_current(year, on)]
    return sum(_remind(get_board(year, on=on), on) for year in years)


@transaction.atomic
def _remind(board: Board, on: dt.date) -> int:
    told: dict[Keeper, list[Gap]] = defaultdict(list)
    nobody: dict[dt.date, list[Gap]] = defaultdict(list)
    for gap in list_gaps(board):
        if gap.kind == "look" or gap.due_on is None or not find_lead(gap.due_on, on):
            continue
        duty = gap.part.duty
        if duty is None:
            nobody[gap.due_on].append(gap)
        else:
            told[duty.division, duty.position, gap.due_on].append(gap)
    for keeper, gaps in told.items():
        _tell_keeper(board, keeper, gaps, on)
    for due_on, gaps in nobody.items():
        text = _("%(year)s: nobody keeps %(items)s, wanted by %(day)s")
        _tell(_officers(on), board, gaps, due_on, f"nobody:{due_on}:{find_lead(due_on, on)}", text)
    return sum(map(len, [*told.values(), *nobody.values()]))


def _tell_keeper(board: Board, keeper: Keeper, gaps: Sequence[Gap], on: dt.date) -> None:
    division, position, due_on = keeper
    cause = find_lead(due_on, on)
    is_late = cause.startswith("late")
    key = f"{division.pk}:{position.pk if position else 0}:{due_on}:{cause}"
    text = (
        _("%(year)s: overdue since %(day)s, please bring %(items)s")
        if is_late
        else _("%(year)s: please bring %(items)s by %(day)s")
    )
    people = _keepers(division, position, on)
    _tell(people, board, gaps, due_on, key, text)
    if is_late:
        text = _("%(year)s: %(division)s is overdue since %(day)s with %(items)s")
        above = [user for user in _above(division, cause, on) if user not in people]
        _tell(above, board, gaps, due_on, f"above:{key}", text, division)


def _keepers(division: Division, position: Position | None, on: dt.date) -> list[Any]:
    """Who signs for the position today; without one the head of the division."""
    post = position or organization.find_position(Role.DIVISION_HEAD, division)
    capacity = organization.resolve(post, on) if post else None
    return [capacity.user] if capacity else _officers(on)


def _above(division: Division, cause: str, on: dt.date) -> list[Any]:
    """The head of the division and the officer; later the chief administrator too."""
    head = organization.find_position(Role.DIVISION_HEAD, division)
    capacity = organization.resolve(head, on) if head else None
    people = [capacity.user] if capacity else []
    people += _officers(on)
    if cause != FIRST_LATE:
        people += organization.holders_of_role(Role.CHIEF_ADMINISTRATOR, on)
    return people


def _officers(on: dt.date) -> list[Any]:
    return organization.holders_of_role(Role.INTEGRITY_OFFICER, on)


def _tell(
    people: Iterable[Any],
    board: Board,
    gaps: Sequence[Gap],
    due_on: dt.date,
    cause: str,
    text: str,
    division: Division | None = None,
) -> None:
    codes = list(dict.fromkeys(gap.line.item.code for gap in gaps))
    items = ", ".join(codes[:NAMED]) + (" …" if len(codes) > NAMED else "")
    words = {
        "year": board.year,
        "items": items,
        "day": format_date(due_on, "short"),
        "division": division or "",
    }
    owner = f"?division={division.code}" if division else ""
    notify(
        recipients=people,
        text=text % words,
        link=f"/office/disclosure/{board.year.fiscal_year}/missing/{owner}",
        key=f"disclosure:{board.year.fiscal_year}:{cause}",
        email=True,
    )
