"""Reading circulars: what waits for a person, who is missing, how divisions stand."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from prongsai.circulars import permissions
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.rules import DAYS_BEFORE, compute_percent, is_link_alive
from prongsai.correspondence.models import Paper
from prongsai.correspondence.rules import NORMAL
from prongsai.evidence.models import Evidence, EvidenceKind
from prongsai.organization.models import ActingAppointment, Division, Position, Tenure
from prongsai.organization.queries import running_on

WAITING = Q(acknowledged_at__isnull=True, exempted_at__isnull=True)


@dataclass(frozen=True)
class Colleague:
    """An account with the position it holds (or acts for) on a day."""

    user: Any
    position: Position


def list_colleagues(on: dt.date) -> list[Colleague]:
    """Every active account with a position on a day, once, in the order of the positions."""
    found: dict[int, Colleague] = {}
    for model in (Tenure, ActingAppointment):
        rows = model.objects.filter(
            running_on(on), user__is_active=True, position__is_active=True
        ).select_related("user", "position__division")
        for row in rows.order_by("position__order", "position__title"):
            found.setdefault(row.user_id, Colleague(row.user, row.position))
    return list(found.values())


def list_posts_of(users: Iterable[int], on: dt.date) -> dict[int, set[int]]:
    """All positions that these accounts hold or act for on a day."""
    posts: dict[int, set[int]] = {}
    for model in (Tenure, ActingAppointment):
        rows = model.objects.filter(running_on(on), user__in=list(users))
        for user, position in rows.values_list("user", "position"):
            posts.setdefault(user, set()).add(position)
    return posts


def list_waiting_for(user: Any) -> "QuerySet[Recipient]":
    """The circulars that a person still has to acknowledge, the most urgent first."""
    return (
        Recipient.objects.filter(WAITING, user=user, circulation__state=Circulation.State.OPEN)
        .select_related("circulation__started_by")
        .order_by("circulation__due_on", "circulation__started_at")
    )


def count_waiting_for(user: Any) -> int:
    """How many those are."""
    return Recipient.objects.filter(
        WAITING, user=user, circulation__state=Circulation.State.OPEN
    ).count()


def list_done_by(user: Any, limit: int = 30) -> "QuerySet[Recipient]":
    """The newest circulars that a person acknowledged or was exempted from."""
    return (
        Recipient.objects.filter(user=user)
        .exclude(WAITING)
        .select_related("circulation")
        .order_by("-circulation__started_at")[:limit]
    )


def find_recipient(circulation: Circulation, user: Any) -> Recipient | None:
    """A person's own row of a circular."""
    return circulation.recipients.filter(user=user).select_related("circulation").first()


def find_successor(circulation: Circulation) -> Circulation | None:
    """The circular of the newer version, when there is one."""
    return Circulation.objects.filter(previous=circulation).first()


def _get(public_id: UUID) -> Circulation:
    found = (
        Circulation.objects.select_related("paper", "evidence", "division", "started_by")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise Http404
    return found


def access_to_read(actor: Any, public_id: UUID) -> tuple[Circulation, Recipient | None]:
    """A circular for who must read it, with their row; without one for who may see how it stands."""
    circulation = _get(public_id)
    recipient = find_recipient(circulation, actor)
    if recipient is None and not _may_see(actor, circulation):
        raise PermissionDenied
    return circulation, recipient


def access_circulation(actor: Any, public_id: UUID) -> Circulation:
    """A circular for who may see how it stands; 404 when there is none, 403 without the right."""
    circulation = _get(public_id)
    if not _may_see(actor, circulation):
        raise PermissionDenied
    return circulation


def access_whole(actor: Any, public_id: UUID) -> Circulation:
    """A circular for who may see all of its people."""
    circulation = _get(public_id)
    if permissions.visible_divisions(actor, circulation) is not None:
        raise PermissionDenied
    return circulation


def access_managed(actor: Any, public_id: UUID) -> Circulation:
    """A circular for who leads it."""
    circulation = _get(public_id)
    if not permissions.may_manage(actor, circulation):
        raise PermissionDenied
    return circulation


def _may_see(actor: Any, circulation: Circulation) -> bool:
    divisions = permissions.visible_divisions(actor, circulation)
    if divisions is None:
        return True
    return circulation.recipients.filter(division__in=divisions).exists()


def get_by_token(token: str) -> Recipient:
    """The person behind a personal link; 404 for a wrong, replaced or expired one."""
    found = (
        Recipient.objects.filter(token_hash=hash_token(token))
        .exclude(token_hash="")
        .select_related("circulation__paper", "circulation__evidence", "circulation__started_by")
        .first()
    )
    if found is None or not is_link_alive(found.circulation.closed_at, timezone.now()):
        raise Http404
    return found


def hash_token(token: str) -> str:
    """What is stored of a personal link. The token has 256 random bits: no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def list_circulations(user: Any, *, year: int, words: str = "") -> "QuerySet[Circulation]":
    """The circulars somebody may see, with their counts within what they see, newest first."""
    divisions = permissions.visible_divisions(user)
    seen = Q() if divisions is None else Q(recipients__division__in=divisions)
    found = Circulation.objects.select_related("division")
    if divisions is not None:
        own = Recipient.objects.filter(division__in=divisions).values("circulation")
        found = found.filter(Q(pk__in=own) | Q(division__in=divisions))
    found = found.filter(fiscal_year=year)
    for word in words.split():
        found = found.filter(title__icontains=word)
    return found.annotate(
        exempted=Count("recipients", filter=seen & Q(recipients__exempted_at__isnull=False)),
        total=Count("recipients", filter=seen & Q(recipients__exempted_at__isnull=True)),
        done=Count("recipients", filter=seen & Q(recipients__acknowledged_at__isnull=False)),
    )


def list_years() -> list[int]:
    """The fiscal years in which something was circulated, newest first."""
    years = Circulation.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True)
    return list(years.distinct())


def list_recipients(user: Any, circulation: Circulation) -> "QuerySet[Recipient]":
    """The people of a circular that somebody may see, by division."""
    return _visible(
        circulation.recipients.select_related("user", "exempted_by"),
        permissions.visible_divisions(user, circulation),
    ).order_by("division__order", "division_name", "id")


def _visible(found: "QuerySet[Recipient]", divisions: set[int] | None) -> "QuerySet[Recipient]":
    return found if divisions is None else found.filter(division__in=divisions)


def list_missing(circulation: Circulation) -> "QuerySet[Recipient]":
    """Who still has to acknowledge."""
    return circulation.recipients.filter(WAITING).select_related("user", "division")


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
    return standings(_visible(found, permissions.visible_divisions(user)), today)


def list_due(on: dt.date) -> "QuerySet[Circulation]":
    """The open circulars whose reminders may have come: due within three days, or overdue."""
    limit = on + dt.timedelta(days=DAYS_BEFORE)
    return Circulation.objects.filter(
        state=Circulation.State.OPEN, due_on__lte=limit
    ).select_related("started_by", "division")


def reaches_everybody(user: Any) -> bool:
    """Whether somebody may circulate to the whole organisation."""
    return permissions.manages_all(user)


def list_papers_to_circulate(public_id: str, limit: int) -> list[Paper]:
    """The newest issued papers that are not classified, and the asked one in front."""
    found = Paper.objects.filter(state=Paper.State.ISSUED, secrecy=NORMAL)
    return _with_asked(found.order_by("-created_at", "-id"), public_id, limit)


def list_files_to_circulate(public_id: str, limit: int) -> list[Evidence]:
    """The newest files among the evidence, and the asked one in front."""
    found = Evidence.objects.filter(kind=EvidenceKind.FILE)
    return _with_asked(found.order_by("-created_at", "-id"), public_id, limit)


def _with_asked(found: "QuerySet[Any]", public_id: str, limit: int) -> list[Any]:
    try:
        asked = list(found.filter(public_id=UUID(public_id))) if public_id else []
    except ValueError:
        asked = []
    return asked + [row for row in found[:limit] if row not in asked]


def list_divisions_for(user: Any) -> "QuerySet[Division]":
    """The divisions to which somebody may circulate."""
    found = Division.objects.filter(is_active=True)
    if permissions.manages_all(user):
        return found
    return found.filter(pk__in=[d.pk for d in permissions.headed_divisions(user)])
