"""What waits for whom, who is missing, what is due."""

import datetime as dt
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from prongsai.circulars import permissions
from prongsai.circulars.models import Circulation, Recipient
from prongsai.common.search import search_parts
from prongsai.registerkit.reminders import DAYS_BEFORE

WAITING = Q(acknowledged_at__isnull=True, exempted_at__isnull=True)


def list_waiting_for(user: Any) -> "QuerySet[Recipient]":
    """The circulars that a person still has to acknowledge, the most urgent first."""
    return (
        Recipient.objects.filter(WAITING, user=user, circulation__state=Circulation.State.OPEN)
        .select_related("circulation__started_by")
        .order_by("circulation__due_on", "circulation__started_at")
    )


def list_done_by(user: Any, limit: int = 30) -> "QuerySet[Recipient]":
    """The newest circulars that a person acknowledged or was exempted from."""
    return (
        Recipient.objects.filter(user=user)
        .exclude(WAITING)
        .select_related("circulation")
        .order_by("-circulation__started_at")[:limit]
    )


def find_successor(circulation: Circulation) -> Circulation | None:
    """The circular of the newer version, when there is one."""
    return Circulation.objects.filter(previous=circulation).first()


def list_circulations(user: Any, *, year: int, words: str = "") -> "QuerySet[Circulation]":
    """The circulars somebody may see, with their counts within what they see, newest first."""
    divisions = permissions.visible_divisions(user)
    seen = visible(Recipient.objects.all(), divisions)
    found = Circulation.objects.filter(fiscal_year=year).select_related("division")
    if divisions is not None:
        found = found.filter(Q(pk__in=seen.values("circulation")) | Q(division__in=divisions))
    return search_parts(found, words, "title").annotate(
        total=_number(seen.filter(exempted_at__isnull=True)),
        done=_number(seen.filter(acknowledged_at__isnull=False)),
    )


def _number(people: "QuerySet[Recipient]") -> Any:
    """How many of these people a circular has. A subquery: only the rows of the page pay for it."""
    of_one = people.filter(circulation=OuterRef("pk")).order_by().values("circulation")
    return Coalesce(Subquery(of_one.annotate(n=Count("pk")).values("n")), 0)


def list_recipients(user: Any, circulation: Circulation) -> "QuerySet[Recipient]":
    """The people of a circular that somebody may see, by division."""
    return visible(
        circulation.recipients.select_related("user", "exempted_by"),
        permissions.visible_divisions(user, circulation),
    ).order_by("division__order", "division_name", "id")


def visible(found: "QuerySet[Recipient]", divisions: set[int] | None) -> "QuerySet[Recipient]":
    """The people of these divisions; None: of all."""
    return found if divisions is None else found.filter(division__in=divisions)


def list_missing(circulation: Circulation) -> "QuerySet[Recipient]":
    """Who still has to acknowledge."""
    return circulation.recipients.filter(WAITING).select_related("user", "division")


def list_due(on: dt.date) -> "QuerySet[Circulation]":
    """The open circulars whose reminders may have come: due within three days, or overdue."""
    limit = on + dt.timedelta(days=DAYS_BEFORE)
    return Circulation.objects.filter(
        state=Circulation.State.OPEN, due_on__lte=limit
    ).select_related("started_by", "division")
