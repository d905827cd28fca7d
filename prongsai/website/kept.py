"""The pages of the site with who keeps them and how they stand."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Max
from django.db.models.functions import Left, Length
from django.utils import timezone
from wagtail.models import get_page_models

from prongsai.organization.models import Division
from prongsai.website.aging import Age, State, compute_age, latest
from prongsai.website.models import SitePage
from prongsai.website.tree import STEP

ORDER = {state: at for at, state in enumerate(State)}
COLOURS = {
    State.OVERDUE: "late",
    State.DUE: "soon",
    State.FRESH: "finished",
    State.FREE: "open",
}


@dataclass(frozen=True)
class KeptPage:
    """A public page: its keeper and cadence (months) as inherited, how it stands, and how many dated
    pieces (news) are listed on it."""

    page: SitePage
    keeper: Division | None
    cadence: int | None
    looked_on: dt.date | None
    age: Age
    pieces: int = 0

    @property
    def address(self) -> str:
        """Where it is read, beginning with "/"."""
        return self.page.address


@dataclass(frozen=True)
class Tree:
    """Every public page in the order of the tree; keepers also of pages that are not public."""

    pages: Sequence[KeptPage]
    keepers: dict[str, tuple[Division | None, int | None]] = field(repr=False)

    def keeper_of(self, page: Any) -> Division | None:
        """Who keeps a page, a dated piece too: its own keeper, else that of the page above."""
        own: Division | None = page.keeper
        return own or self.keepers.get(page.path[:-STEP], (None, None))[0]

    def count(self, *states: State) -> int:
        """How many pages stand so."""
        return sum(row.age.state in states for row in self.pages)


def dated_types() -> list[ContentType]:
    """The kinds of pages that are dated pieces."""
    models = [m for m in get_page_models() if issubclass(m, SitePage) and m.is_dated]
    return list(ContentType.objects.get_for_models(*models).values())


def get_tree(*, on: dt.date) -> Tree:
    """All pages that somebody keeps, as they stand on a day; two queries."""
    pages = SitePage.objects.exclude(content_type__in=dated_types()).select_related("keeper")
    rows = _inherit(pages.order_by("path"))
    pieces = _newest_pieces()
    public = [_row(row, pieces, on) for row in rows if row[0].live]
    return Tree(public, {page.path: (keeper, cadence) for page, keeper, cadence in rows})


def _inherit(pages: Iterable[SitePage]) -> list[tuple[SitePage, Any, int | None]]:
    """Each page with its keeper and cadence (months; None: nobody said), inherited down the tree.

    `pages` come in the order of the tree and hold every page above each.
    """
    found: dict[str, tuple[Any, int | None]] = {}
    rows = []
    for page in pages:
        keeper, cadence = found.get(page.path[:-STEP], (None, None))
        keeper = page.keeper or keeper
        cadence = page.cadence if page.cadence is not None else cadence
        found[page.path] = (keeper, cadence)
        rows.append((page, keeper, cadence))
    return rows


def _newest_pieces() -> dict[str, tuple[dt.datetime | None, int]]:
    """By the path of the page above: when the newest piece came, and how many there are."""
    found = (
        SitePage.objects.live()
        .filter(content_type__in=dated_types())
        .annotate(above=Left(F("path"), Length("path") - STEP))
        .order_by()
        .values_list("above")
        .annotate(Max("last_published_at"), Count("pk"))
    )
    return {above: (newest, count) for above, newest, count in found}


def _row(
    row: tuple[SitePage, Any, int | None],
    pieces: dict[str, tuple[dt.datetime | None, int]],
    on: dt.date,
) -> KeptPage:
    page, keeper, cadence = row
    newest, count = pieces.get(page.path, (None, 0))
    looked_on = latest(_day(page.updated_at), page.checked_on, _day(newest))
    return KeptPage(page, keeper, cadence, looked_on, compute_age(looked_on, cadence, on=on), count)


def _day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(moment) if moment else None


def most_urgent_first(rows: Iterable[KeptPage]) -> list[KeptPage]:
    """What is overdue longest, then what is due, then the rest."""
    return sorted(
        rows, key=lambda row: (ORDER[row.age.state], row.age.due_on or dt.date.max, row.page.path)
    )


@dataclass
class DivisionCount:
    """How the pages of a division stand; `division` None: nobody keeps them."""

    division: Division | None
    counts: dict[State, int]

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return self.counts[State.OVERDUE]

    @property
    def due(self) -> int:
        """How many are due."""
        return self.counts[State.DUE]

    @property
    def bar(self) -> list[tuple[str, int]]:
        """The drawn parts: the office's colour of a state, and how many."""
        return [(COLOURS[state], count) for state, count in self.counts.items() if count]

    @property
    def total(self) -> int:
        """All its pages."""
        return sum(self.counts.values())


def count_by_division(rows: Iterable[KeptPage]) -> list[DivisionCount]:
    """The divisions in their order, those without a keeper last."""
    found: dict[Division | None, DivisionCount] = {}
    for row in rows:
        entry = found.setdefault(row.keeper, DivisionCount(row.keeper, dict.fromkeys(State, 0)))
        entry.counts[row.age.state] += 1
    return sorted(
        found.values(),
        key=lambda e: (e.division is None, e.division.order if e.division else 0, str(e.division)),
    )
