"""Bodies as lists: for filters, for who keeps them, for who sets them up."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from prongsai.meetings import permissions
from prongsai.meetings.models import Body, BodyMember, Meeting
from prongsai.meetings.queries.lists import list_bodies
from prongsai.organization.models import Position
from prongsai.organization.queries import running_for
from prongsai.thai.fiscal import fiscal_year_of


def list_every_body() -> "QuerySet[Body]":
    """The bodies in use, then those that do not meet any more.

    With `first_at` and `last_at`: when their first and their last meeting begin.
    """
    return Body.objects.order_by("-is_active", "order", "name").annotate(
        first_at=Min("meetings__starts_at"), last_at=Max("meetings__starts_at")
    )


def list_bodies_with_counts(on: dt.date) -> "QuerySet[Body]":
    """Every body with `member_count` on a day and `next_at`, the begin of its next meeting."""
    ahead = (Meeting.State.PLANNED, Meeting.State.INVITED)
    coming = Q(meetings__state__in=ahead, meetings__starts_at__date__gte=on)
    return list_every_body().annotate(
        member_count=Count("members", filter=running_for("members", on), distinct=True),
        next_at=Min("meetings__starts_at", filter=coming),
    )


def list_kept_bodies(user: Any) -> list[Body]:
    """The bodies in use whose meetings a person keeps."""
    return [body for body in list_bodies() if permissions.may_keep(user, body)]


def years_of(bodies: Iterable[Any]) -> list[int]:
    """The fiscal years (พ.ศ.) of `list_every_body`'s meetings and the running one; newest first."""
    ends = [moment for body in bodies for moment in (body.first_at, body.last_at) if moment]
    days = [timezone.localdate(moment) for moment in ends] + [timezone.localdate()]
    years = [fiscal_year_of(day).year_be for day in days]
    return list(range(max(years), min(years) - 1, -1))


def list_past_members(body: Body, on: dt.date) -> "QuerySet[BodyMember]":
    """Who does not belong to a body any more, the last one first."""
    found = body.members.filter(ends_on__lt=on).select_related("position", "user")
    return found.order_by("-ends_on", "order")


def get_member(body: Body, pk: int) -> BodyMember:
    """A member of a body, of today or of the past; 404 when there is none."""
    found = body.members.select_related("position", "user").filter(pk=pk).first()
    if found is None:
        raise Http404
    found.body = body
    return found


def list_free_positions(body: Body) -> list[Position]:
    """The positions in use that do not belong to a body yet."""
    taken = body.members.filter(ends_on=None, position__isnull=False).values("position")
    found = Position.objects.filter(is_active=True).exclude(pk__in=taken)
    return list(found.select_related("division"))


def list_free_people(body: Body) -> list[Any]:
    """The active accounts that do not belong to a body by themselves yet."""
    taken = body.members.filter(ends_on=None, user__isnull=False).values("user")
    return list(get_user_model().objects.filter(is_active=True).exclude(pk__in=taken))
