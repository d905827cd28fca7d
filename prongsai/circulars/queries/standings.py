"""How divisions stand: counted by the database, a query for all of them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from prongsai.circulars import permissions
from prongsai.circulars.models import Recipient
from prongsai.circulars.queries.lists import WAITING, visible
from prongsai.circulars.rules import compute_percent


@dataclass(frozen=True)
class Standing:
    """How a division (or everybody) stands; `points` is the sum of the scores of `scored` people."""

    name: str
    total: int = 0
    done: int = 0
    late: int = 0
    overdue: int = 0
    exempted: int = 0
    scored: int = 0
    points: int = 0

    def __add__(self, other: "Standing") -> "Standing":
        numbers = (getattr(self, f) + getattr(other, f) for f in COUNTED)
        return Standing(self.name, *numbers)

    @property
    def percent(self) -> float:
        """Acknowledged in percent of those who are not exempted."""
        return compute_percent(self.done, self.total)

    @property
    def missing(self) -> int:
        """Who is left."""
        return self.total - self.done

    @property
    def waiting(self) -> int:
        """Who is left and still has time."""
        return self.missing - self.overdue

    @property
    def score(self) -> float | None:
        """The mean score of who answered questions."""
        return self.points / self.scored if self.scored else None


COUNTED = ("total", "done", "late", "overdue", "exempted", "scored", "points")


def _count(recipients: "QuerySet[Recipient]", today: dt.date, *by: str) -> "QuerySet[Any]":
    done = Q(acknowledged_at__isnull=False)
    due = F("circulation__due_on")
    return (
        recipients.order_by()
        .values("division_name", "division__order", *by)
        .annotate(
            total=Count("pk", filter=Q(exempted_at__isnull=True)),
            done=Count("pk", filter=done),
            late=Count("pk", filter=Q(acknowledged_on__gt=due)),
            overdue=Count("pk", filter=WAITING & Q(circulation__due_on__lt=today)),
            exempted=Count("pk", filter=Q(exempted_at__isnull=False)),
            scored=Count("score", filter=done),
            points=Coalesce(Sum("score", filter=done), 0),
        )
        .order_by("division__order", "division_name")
    )


def _merge(rows: Iterable[dict[str, Any]]) -> list[Standing]:
    found: dict[str, Standing] = {}
    for row in rows:
        standing = Standing(row["division_name"], *(row[name] for name in COUNTED))
        known = found.get(standing.name)
        found[standing.name] = known + standing if known else standing
    return list(found.values())


def standings(recipients: "QuerySet[Recipient]", today: dt.date) -> list[Standing]:
    """How the divisions of these recipients stand, in one query."""
    return _merge(_count(recipients, today))


def standings_of_each(
    recipients: "QuerySet[Recipient]", today: dt.date
) -> dict[int, list[Standing]]:
    """The same for each circular, by its key, in one query."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in _count(recipients, today, "circulation"):
        rows.setdefault(row["circulation"], []).append(row)
    return {pk: _merge(found) for pk, found in rows.items()}


def sum_up(rows: Iterable[Standing], name: str) -> Standing:
    """All divisions together."""
    return sum(rows, Standing(name))


def stand_of_year(user: Any, year: int, today: dt.date) -> list[Standing]:
    """How the divisions somebody sees stand over all circulars of a fiscal year."""
    found = Recipient.objects.filter(circulation__fiscal_year=year)
    return standings(visible(found, permissions.visible_divisions(user)), today)
