"""How a year stands: each item with its components, their proofs, keepers and checks."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from prongsai.catalogues.queries import get_catalogue
from prongsai.catalogues.shapes import Catalogue, Component, Item
from prongsai.disclosure import rules
from prongsai.disclosure.checking import Freshness, Outcome, compute_freshness, settle, worst
from prongsai.disclosure.models import Checked, DisclosureYear, Duty, Proof
from prongsai.disclosure.queries.catalogue import components_of, is_over
from prongsai.disclosure.queries.places import Place, place_of_entry, place_of_proof, with_newest
from prongsai.disclosure.queries.published import Published, codes_of, shown_year
from prongsai.disclosure.rules import State

# A register may publish hundreds of entries a year; an item shows its newest ones.
MOST_AUTOMATIC = 12


@dataclass(frozen=True)
class ShownPlace:
    """A place that proves a component, with what the checks last said of it.

    Only the newest public place of a component can be due: what stands beside it is its past.
    `settled` are outcomes that count in place of those kept, since another place answers for it.
    """

    place: Place
    freshness: Freshness
    checked: Checked | None
    settled: Sequence[Outcome] | None = None

    @property
    def level(self) -> str:
        """Result of the newest check, or an empty text."""
        if self.settled is not None:
            return worst(self.settled).value
        return self.checked.level if self.checked else ""

    @property
    def level_name(self) -> str:
        """That result in words."""
        return str(Checked.Level(self.level).label) if self.level else ""

    @property
    def findings(self) -> Sequence[Outcome]:
        """What was found, the worst first."""
        if self.settled is not None:
            return self.settled
        return self.checked.findings if self.checked else ()


@dataclass(frozen=True)
class Part:
    """A component as it stands."""

    component: Component
    duty: Duty | None
    places: Sequence[ShownPlace]
    aside: Sequence[Proof]
    more: int  # entries of registers beyond those shown
    state: State

    @property
    def updated_on(self) -> dt.date | None:
        """When its newest public place last changed."""
        return _newest(row.place for row in self.places)


@dataclass(frozen=True)
class Line:
    """An item as it stands; `score` is 100 or 0."""

    item: Item
    year: int
    parts: Sequence[Part]
    state: State
    score: float

    @property
    def slug(self) -> str:
        """Its code as addresses write it."""
        return self.item.code.lower()

    @property
    def colour(self) -> str:
        """green, amber or red."""
        return rules.COLOURS[self.state]

    @property
    def updated_on(self) -> dt.date | None:
        """When its newest place last changed."""
        return max((part.updated_on for part in self.parts if part.updated_on), default=None)

    @property
    def duties(self) -> list[Duty | None]:
        """Who keeps its components."""
        return [part.duty for part in self.parts]

    @property
    def keepers(self) -> list[str]:
        """The names of the divisions that keep it."""
        return list(dict.fromkeys(part.duty.division.name for part in self.parts if part.duty))


@dataclass(frozen=True)
class Group:
    """Items under one heading of the manual."""

    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Board:
    """A year as it stands."""

    year: DisclosureYear
    catalogue: Catalogue
    lines: Sequence[Line]

    @property
    def groups(self) -> list[Group]:
        """The items under their headings, in the order of the catalogue."""
        found: dict[str, Group] = {}
        for line in self.lines:
            found.setdefault(line.item.group, Group(line.item.group)).lines.append(line)
        return list(found.values())

    def find(self, code: str) -> Line | None:
        """The item of a code or of its form in addresses."""
        return next((line for line in self.lines if code.lower() == line.slug), None)

    def count(self, *states: State) -> int:
        """How many items are in one of these states."""
        return sum(line.state in states for line in self.lines)


def get_board(
    year: DisclosureYear,
    *,
    on: dt.date | None = None,
    is_kept: Callable[[Duty], bool] | None = None,
    code: str = "",
) -> Board:
    """A year as it stands on a day (today); with `is_kept` only items with such a component.

    With the `code` of an item, as the catalogue or an address writes it, only that one is read.
    """
    catalogue = get_catalogue(year.fiscal_year)
    items = [item for item in catalogue.items if code.lower() in ("", item.code.lower())]
    day = on or timezone.localdate()
    kept = _Kept(year, items, is_renewed=not is_over(catalogue, day))
    lines = [_line(catalogue, item, kept, day) for item in items]
    if is_kept is not None:
        lines = [line for line in lines if any(d and is_kept(d) for d in line.duties)]
    return Board(year, catalogue, lines)


class _Kept:
    """Everything that is kept of some items of a year, in a fixed number of queries.

    `is_renewed`: its cadences still run. After the clarification a year is the past, not overdue.
    """

    def __init__(self, year: DisclosureYear, items: Sequence[Item], *, is_renewed: bool) -> None:
        self.is_renewed = is_renewed
        codes = [item.code for item in items]
        own = {"item__year": year, "item__code__in": codes}
        self.duties: dict[tuple[str, str], Duty] = {}
        for duty in Duty.objects.filter(**own).select_related("item", "division", "position"):
            self.duties[duty.item.code, duty.component] = duty
        self.proofs: dict[tuple[str, str], list[Proof]] = defaultdict(list)
        found = Proof.objects.filter(**own).exclude(state=Proof.State.WITHDRAWN)
        for proof in with_newest(found.select_related("item", "evidence")):
            self.proofs[proof.item.code, proof.component].append(proof)
        self.checked: dict[tuple[str, str, str], Checked] = {}
        for row in Checked.objects.filter(year=year, item_code__in=codes, is_current=True):
            self.checked[row.item_code, row.component, row.address] = row
        pinned = {proof.source for rows in self.proofs.values() for proof in rows if proof.source}
        self.published = Published(codes_of(items) | pinned)


def _line(catalogue: Catalogue, item: Item, kept: _Kept, on: dt.date) -> Line:
    year = shown_year(catalogue, item)
    parts = [_part(item, component, year, kept, on) for component in components_of(item)]
    states = [part.state for part in parts]
    return Line(item, year, parts, rules.worst(states), rules.item_score(states))


def _part(item: Item, component: Component, year: int, kept: _Kept, on: dt.date) -> Part:
    duty = kept.duties.get((item.code, component.id))
    rows = kept.proofs.get((item.code, component.id), [])
    chosen = [p for p in rows if p.state == Proof.State.SHOWN]
    aside = [p for p in rows if p.state == Proof.State.SET_ASIDE]
    known = {proof.path for proof in rows}
    entries = [e for e in kept.published.list_of(component.sources, year) if e.url not in known]
    places: list[Place] = [place_of_proof(proof, kept.published) for proof in chosen]
    places += [place_of_entry(entry) for entry in entries[:MOST_AUTOMATIC]]
    months = (
        (duty.months if duty and duty.months else component.months) if kept.is_renewed else None
    )
    newest = _newest(places)
    shown = [
        ShownPlace(
            place,
            _freshness(place, newest, months, on),
            kept.checked.get((item.code, component.id, place.key)),
        )
        for place in places
    ]
    if component.is_machine_readable:
        shown = _settle(shown)
    more = max(len(entries) - MOST_AUTOMATIC, 0)
    return Part(component, duty, shown, aside, more, _state(component, shown))


def _settle(shown: Sequence[ShownPlace]) -> list[ShownPlace]:
    """The places of a component, each with what counts beside the others; what is not public answers
    for none."""
    found = [row.findings if row.place.is_public else () for row in shown]
    return [replace(row, settled=one) for row, one in zip(shown, settle(found), strict=True)]


def _newest(places: Iterable[Place]) -> dt.date | None:
    days = [place.updated_on for place in places if place.is_public and place.updated_on]
    return max(days, default=None)


def _freshness(place: Place, newest: dt.date | None, months: int | None, on: dt.date) -> Freshness:
    """The returns of each month stand side by side; the component is as fresh as the last one."""
    is_newest = place.is_public and place.updated_on == newest
    return compute_freshness(newest, months if is_newest else None, on=on)


def _state(component: Component, shown: Iterable[ShownPlace]) -> State:
    """What is not public itself proves nothing."""
    public = [row for row in shown if row.place.is_public]
    return rules.component_state(
        is_required=component.is_required,
        levels=[row.level for row in public],
        freshness=[row.freshness.state for row in public],
    )
