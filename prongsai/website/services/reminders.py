"""Once a week: keepers hear which pages are due, who is above them which stay overdue."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.channels.services import notify
from prongsai.organization import queries as organization
from prongsai.organization.models import Division, Role
from prongsai.website.aging import CHIEF_DAYS, HEAD_DAYS, State, find_week
from prongsai.website.kept import KeptPage, get_tree, most_urgent_first

NAMED = 5


@transaction.atomic
def remind_of_pages(*, on: dt.date) -> int:
    """Tell keepers of the pages that are due or overdue; returns how many pages.

    However often this runs, a division hears it once a week. Pages that stay overdue for two weeks
    are told to its head, for thirty days to the chief administrator.
    """
    owed: dict[Division | None, list[KeptPage]] = defaultdict(list)
    for row in most_urgent_first(get_tree(on=on).pages):
        if row.age.state in (State.DUE, State.OVERDUE):
            owed[row.keeper].append(row)
    for division, rows in owed.items():
        people = _keepers(division, on)
        _tell(people, division, rows, _("Please look at these pages of the website: %(pages)s"), on)
        _tell_above(division, rows, people, on)
    return sum(map(len, owed.values()))


def _tell_above(
    division: Division | None, rows: Sequence[KeptPage], people: Sequence[Any], on: dt.date
) -> None:
    late = [row for row in rows if row.age.days_late(on) >= HEAD_DAYS]
    if not late:
        return
    above = [*_heads(division, on), *_officers(on)]
    if any(row.age.days_late(on) >= CHIEF_DAYS for row in late):
        above += organization.holders_of_role(Role.CHIEF_ADMINISTRATOR, on)
    told = {user.pk for user in people}
    text = _("%(division)s: pages of the website stay overdue: %(pages)s")
    _tell([u for u in above if u.pk not in told], division, late, text, on, above=True)


def _keepers(division: Division | None, on: dt.date) -> list[Any]:
    """The people of a division but its head, who hears it when there is nobody else."""
    if division is None:
        return _officers(on)
    heads = _heads(division, on)
    people = [user for user in organization.people_of(division, on) if user not in heads]
    return people or heads or _officers(on)


def _heads(division: Division | None, on: dt.date) -> list[Any]:
    head = organization.find_position(Role.DIVISION_HEAD, division) if division else None
    capacity = organization.resolve(head, on) if head else None
    return [capacity.user] if capacity else []


def _officers(on: dt.date) -> list[Any]:
    return organization.holders_of_role(Role.INTEGRITY_OFFICER, on)


def _tell(
    people: Iterable[Any],
    division: Division | None,
    rows: Sequence[KeptPage],
    text: str,
    on: dt.date,
    *,
    above: bool = False,
) -> None:
    names = ", ".join(row.page.title for row in rows[:NAMED]) + (" …" if len(rows) > NAMED else "")
    code = division.code if division else "none"
    words = {"pages": names, "division": division or _("nobody keeps it yet")}
    notify(
        recipients=people,
        text=text % words,
        link=f"/office/website/care/?division={code}&state=owed",
        key=f"website:{'above' if above else 'keeper'}:{code}:{find_week(on)}",
        email=True,
    )
