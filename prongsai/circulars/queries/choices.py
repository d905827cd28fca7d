"""What a new circular can be of, and whom it can reach."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from prongsai.circulars import permissions
from prongsai.correspondence.models import Paper
from prongsai.correspondence.rules import NORMAL
from prongsai.evidence.models import Evidence, EvidenceKind
from prongsai.organization.models import ActingAppointment, Division, Position, Tenure
from prongsai.organization.queries import running_on


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


def reaches_everybody(user: Any) -> bool:
    """Whether somebody may circulate to the whole organisation."""
    return permissions.manages_all(user)


def list_divisions_for(user: Any) -> "QuerySet[Division]":
    """The divisions to which somebody may circulate."""
    found = Division.objects.filter(is_active=True)
    if permissions.manages_all(user):
        return found
    return found.filter(pk__in=[d.pk for d in permissions.headed_divisions(user)])


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
