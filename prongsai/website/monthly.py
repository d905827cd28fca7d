"""What happened on the website in a month, and how it stands: the numbers of the monthly report."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from wagtail.models import PageLogEntry

from prongsai.organization.models import Division
from prongsai.thai.calendar import BANGKOK, Month
from prongsai.website.aging import State
from prongsai.website.kept import KeptPage, Tree, get_tree, most_urgent_first
from prongsai.website.models import PageCheck, SitePage
from prongsai.website.queries import path_of

PUBLISHED, TAKEN_OFF = "wagtail.publish", "wagtail.unpublish"


@dataclass(frozen=True)
class Change:
    """A page that came or changed in the month."""

    title: str
    address: str
    keeper: Division | None
    is_new: bool
    on: dt.date


@dataclass(frozen=True)
class DivisionMonth:
    """A division in numbers: pages new and changed, looks without a change, pages overdue."""

    division: Division | None
    new: int
    changed: int
    looked: int
    overdue: int


@dataclass(frozen=True)
class MonthOfSite:
    """A month of the website; what is overdue is counted on the day `on`."""

    month: Month
    on: dt.date
    changes: Sequence[Change]
    rows: Sequence[DivisionMonth]
    overdue: Sequence[KeptPage]
    taken_off: int
    current: int
    aging: int

    @property
    def new(self) -> list[Change]:
        """What was published for the first time."""
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[Change]:
        """What had been public and was published anew."""
        return [change for change in self.changes if not change.is_new]

    @property
    def looked(self) -> int:
        """How many looks found a page still right."""
        return sum(row.looked for row in self.rows)


def bounds(first: Month, last: Month) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of a month, and the first after another, in Bangkok."""
    return tuple(
        dt.datetime.combine(day, dt.time(), BANGKOK)
        for day in (first.first_day, last.plus(1).first_day)
    )  # type: ignore[return-value]


def get_month(month: Month, *, on: dt.date) -> MonthOfSite:
    """A month of the website, with what is overdue on a day."""
    tree = get_tree(on=on)
    changes = _changes(month, tree)
    overdue = [r for r in most_urgent_first(tree.pages) if r.age.state == State.OVERDUE]
    span = bounds(month, month)
    log = PageLogEntry.objects.filter(timestamp__gte=span[0], timestamp__lt=span[1])
    aging = len(tree.pages) - tree.count(State.FREE)
    return MonthOfSite(
        month=month,
        on=on,
        changes=changes,
        rows=_by_division(changes, _looks(month, tree), overdue),
        overdue=overdue,
        taken_off=log.filter(action=TAKEN_OFF).values("page").distinct().count(),
        current=aging - len(overdue),
        aging=aging,
    )


def _changes(month: Month, tree: Tree) -> list[Change]:
    start, end = bounds(month, month)
    logged = PageLogEntry.objects.filter(
        action=PUBLISHED, timestamp__gte=start, timestamp__lt=end
    ).values("page_id")
    came = Q(first_published_at__gte=start, first_published_at__lt=end)
    changed = Q(last_published_at__gte=start, last_published_at__lt=end)
    found = SitePage.objects.live().filter(came | changed | Q(pk__in=logged))
    pages = found.select_related("keeper").order_by("-first_published_at", "path")
    return [_change(page, tree, start, end) for page in pages]


def _change(page: SitePage, tree: Tree, start: dt.datetime, end: dt.datetime) -> Change:
    first, last = page.first_published_at, page.last_published_at
    is_new = first is not None and start <= first < end
    moment = first if is_new else last
    # Published again since: the day within the month is in the log, the report needs only the month.
    inside = moment if moment is not None and start <= moment < end else start
    day = timezone.localdate(inside)
    return Change(page.title, path_of(page.url_path), tree.keeper_of(page), is_new, day)


def _looks(month: Month, tree: Tree) -> Counter[Division | None]:
    keepers = {row.page.pk: row.keeper for row in tree.pages}
    found = PageCheck.objects.filter(
        checked_on__gte=month.first_day, checked_on__lte=month.last_day
    ).values_list("page_id", flat=True)
    return Counter(keepers.get(page) for page in found)


def _by_division(
    changes: Iterable[Change], looks: Counter[Division | None], overdue: Iterable[KeptPage]
) -> list[DivisionMonth]:
    new = Counter(change.keeper for change in changes if change.is_new)
    changed = Counter(change.keeper for change in changes if not change.is_new)
    late = Counter(row.keeper for row in overdue)
    known = {*new, *changed, *looks, *late}
    ordered = sorted(known, key=lambda d: (d is None, d.order if d else 0, str(d)))
    return [DivisionMonth(d, new[d], changed[d], looks[d], late[d]) for d in ordered]


def count_updates(months: Sequence[Month]) -> dict[Month, int]:
    """How many pages came, changed or were found right in each of these months that follow each other."""
    start, end = bounds(months[0], months[-1])
    log = PageLogEntry.objects.filter(action=PUBLISHED, timestamp__gte=start, timestamp__lt=end)
    came = SitePage.objects.filter(first_published_at__gte=start, first_published_at__lt=end)
    looks = PageCheck.objects.filter(
        checked_on__gte=months[0].first_day, checked_on__lte=months[-1].last_day
    )
    rows = {
        (page, Month.of(timezone.localdate(moment)))
        for page, moment in [
            *log.values_list("page_id", "timestamp"),
            *came.values_list("pk", "first_published_at"),
        ]
    } | {(page, Month.of(day)) for page, day in looks.values_list("page_id", "checked_on")}
    counts = Counter(month for _page, month in rows)
    return {month: counts[month] for month in months}
