"""Who belongs to a body on a day, and who sits there for a position."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from prongsai.meetings.models import Body, BodyMember
from prongsai.organization.queries import posts_of, resolve_all, running_on

LEADERS = (BodyMember.Role.CHAIR, BodyMember.Role.DEPUTY)


@dataclass(frozen=True)
class Seat:
    """A member on a day: the account (None for a name alone), name and position as printed."""

    member: BodyMember
    user: Any
    name: str
    title: str

    @property
    def is_by_name(self) -> bool:
        """A name alone: nobody who could sign in."""
        return self.member.position_id is None and self.member.user_id is None

    @property
    def leads(self) -> bool:
        """The chair and the deputies."""
        return self.member.role in LEADERS


def list_members(body: Body, on: dt.date) -> list[BodyMember]:
    """The members in office on a day, in their order."""
    found = body.members.filter(running_on(on)).select_related("position__division", "user")
    return list(found)


def list_seats(body: Body, on: dt.date) -> list[Seat]:
    """Who sits for each member on a day. A vacant position keeps its title and has no name."""
    members = list_members(body, on)
    capacities = resolve_all(on, [m.position for m in members if m.position is not None])
    seats = []
    for member in members:
        capacity = capacities.get(member.position_id or 0)
        user = capacity.user if capacity else member.user
        own = " ".join(capacity.lines) if capacity else str(member.position or "")
        name = str(user) if user is not None else member.name
        seats.append(Seat(member, user, name, member.title or own))
    return seats


def memberships_of(user: Any, body: Body | None = None) -> list[BodyMember]:
    """The memberships of a person today, by account or position; once a request for all bodies."""
    if not getattr(user, "is_authenticated", False):
        return []
    cache: dict[str, list[BodyMember]] = user.__dict__.setdefault("_memberships", {})
    if "today" not in cache:
        today = timezone.localdate()
        posts = [position.pk for position in posts_of(user, today)]
        found = BodyMember.objects.filter(running_on(today))
        cache["today"] = list(found.filter(Q(user=user) | Q(position__in=posts)))
    return [m for m in cache["today"] if body is None or m.body_id == body.pk]
