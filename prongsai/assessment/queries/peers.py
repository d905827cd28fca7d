"""Where the organisation stands in a published table of results."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from prongsai.assessment.models import Peer, PeerTable
from prongsai.assessment.rules.standing import Bar, Standing, compute_standing, spread

PARTS = ("iit", "eit", "oit")
_READ = ("total", *PARTS, "kind", "size", "amphoe", "province", "is_own")


@dataclass(frozen=True)
class Group:
    """Those that the organisation is compared with, and where it stands; by instrument too."""

    label: str
    standing: Standing
    parts: Sequence[tuple[str, Standing]]


@dataclass(frozen=True)
class Comparison:
    """The own line (None: not known which), how all totals spread, groups from all to the nearest."""

    count: int
    own: Peer | None
    bars: Sequence[Bar]
    groups: Sequence[Group]


def list_tables() -> list[PeerTable]:
    """The tables of all years, the newest first."""
    return list(PeerTable.objects.select_related("imported_by"))


def compare(table: PeerTable) -> Comparison:
    """Where the own line stands: among all, its kind, its province, its size; two queries."""
    own = table.peers.filter(is_own=True).first()
    rows = list(table.peers.values_list(*_READ))
    totals = [row[0] for row in rows]
    bars = spread(totals, own.total if own else None)
    groups = [] if own is None else list(_groups(rows, own))
    return Comparison(len(rows), own, bars, groups)


def _groups(rows: Sequence[tuple[Any, ...]], own: Peer) -> "list[Group]":
    found: list[Group] = []
    seen: set[tuple[int, ...]] = set()
    for label, fits in _circles(own):
        places = tuple(at for at, row in enumerate(rows) if fits(row))
        # A circle with the same members as one before says nothing new.
        if len(places) > 1 and places not in seen:
            seen.add(places)
            found.append(_group(label, [rows[at] for at in places], own))
    return found


def _circles(own: Peer) -> "list[tuple[str, Callable[[tuple[Any, ...]], bool]]]":
    kind, size, amphoe, province = (_READ.index(n) for n in ("kind", "size", "amphoe", "province"))

    def same(*places: int) -> Callable[[tuple[Any, ...]], bool]:
        wanted = {place: getattr(own, _READ[place]) for place in places}
        is_known = all(wanted.values())
        return lambda row: is_known and all(row[at] == value for at, value in wanted.items())

    return [
        (_("All agencies of the table"), lambda row: True),
        (_("Of the same kind"), same(kind)),
        (_("Of the same kind and size"), same(kind, size)),
        (_("In the province"), same(province)),
        (_("Of the same kind in the province"), same(kind, province)),
        (_("In the district"), same(province, amphoe)),
    ]


def _group(label: str, members: Sequence[tuple[Any, ...]], own: Peer) -> Group:
    parts = []
    for part in PARTS:
        mine = getattr(own, part)
        at = _READ.index(part)
        known = [row[at] for row in members if row[at] is not None]
        if mine is not None and len(known) > 1:
            parts.append((part.upper(), compute_standing(known, mine)))
    return Group(label, compute_standing([row[0] for row in members], own.total), parts)
