"""What changed since last year's list of items, and what of last year can be carried over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.catalogues.queries import find_catalogues
from prongsai.catalogues.shapes import Catalogue, Component, Item
from prongsai.disclosure.models import DisclosureYear, Duty, Proof
from prongsai.disclosure.queries.catalogue import components_of

NUMBERS = re.compile(r"[0-9๐-๙]+")


@dataclass(frozen=True)
class Change:
    """An item with those it came from: "new", "same", "renamed", "moved" or "merged"."""

    item: Item
    before: Sequence[Item]
    kind: str
    added: Sequence[Component]


@dataclass(frozen=True)
class Carried:
    """A component with what last year knew of it; `is_sure` when the wording is the same."""

    item: Item
    component: Component
    source: Item
    is_sure: bool
    duty: Duty | None
    proofs: Sequence[Proof]

    @property
    def key(self) -> str:
        """How the form names it."""
        return f"{self.item.code}-{self.component.id}"


@dataclass(frozen=True)
class Changes:
    """The comparison of two years' lists."""

    before: int
    items: Sequence[Change]
    gone: Sequence[Item]


def compare_years(fiscal_year: int) -> Changes | None:
    """How the items of a year differ from the year before (พ.ศ.); None without a catalogue of it."""
    found = find_catalogues((fiscal_year, fiscal_year - 1))
    if len(found) < 2:
        return None
    now, then = found[fiscal_year], found[fiscal_year - 1]
    items = [_change(item, then) for item in now.items]
    kept = {old.code for change in items for old in change.before}
    return Changes(fiscal_year - 1, items, [item for item in then.items if item.code not in kept])


def _before(item: Item, then: Catalogue) -> list[Item]:
    return [old for code in item.previous if (old := then.find_item(code)) is not None]


def _change(item: Item, then: Catalogue) -> Change:
    before = _before(item, then)
    known = {_plain(part.text) for old in before for part in components_of(old)}
    added = (
        [part for part in components_of(item) if _plain(part.text) not in known] if before else []
    )
    return Change(item, before, _kind(item, before), added)


def _kind(item: Item, before: Sequence[Item]) -> str:
    if not before:
        return "new"
    if len(before) > 1:
        return "merged"
    if _plain(before[0].title) != _plain(item.title):
        return "renamed"
    return "same" if before[0].code == item.code else "moved"


def _plain(text: str) -> str:
    """A wording without its years and spaces."""
    return "".join(NUMBERS.sub("", text).split())


def list_carried(year: DisclosureYear) -> list[Carried]:
    """What can be carried over from the year before, and is not said in this year yet.

    Keepers and cadence, and addresses that were entered by hand; registers speak for themselves.
    """
    source = DisclosureYear.objects.filter(fiscal_year=year.fiscal_year - 1).first()
    changes = compare_years(year.fiscal_year)
    if source is None or changes is None:
        return []
    then, now = _Said(source), _Said(year)
    found = [
        _carry(change.item, component, change.before, then, now)
        for change in changes.items
        for component in components_of(change.item)
    ]
    return [row for row in found if row is not None and (row.duty or row.proofs)]


class _Said:
    """Keepers and addresses of a year by item and component."""

    def __init__(self, year: DisclosureYear) -> None:
        duties = Duty.objects.filter(item__year=year)
        proofs = Proof.objects.filter(
            item__year=year, kind=Proof.Kind.ADDRESS, state=Proof.State.SHOWN
        )
        self.duties: dict[tuple[str, str], Duty] = {
            (duty.item.code, duty.component): duty
            for duty in duties.select_related("item", "division", "position")
        }
        self.proofs: dict[tuple[str, str], list[Proof]] = {}
        for proof in proofs.select_related("item"):
            self.proofs.setdefault((proof.item.code, proof.component), []).append(proof)


def _carry(
    item: Item, component: Component, before: Sequence[Item], then: _Said, now: _Said
) -> Carried | None:
    match = _match(component, before)
    if match is None:
        return None
    old, part, is_sure = match
    here, there = (item.code, component.id), (old.code, part.id)
    known = {proof.link for proof in now.proofs.get(here, [])}
    proofs = [proof for proof in then.proofs.get(there, []) if proof.link not in known]
    duty = then.duties.get(there) if here not in now.duties else None
    return Carried(item, component, old, is_sure, duty, proofs)


def _match(component: Component, before: Sequence[Item]) -> tuple[Item, Component, bool] | None:
    """The component of last year: the same wording, else the one of the same letter."""
    parts = [(old, part) for old in before for part in components_of(old)]
    for old, part in parts:
        if _plain(part.text) == _plain(component.text):
            return old, part, True
    return next(((old, part, False) for old, part in parts if part.id == component.id), None)
