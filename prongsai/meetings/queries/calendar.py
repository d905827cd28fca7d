"""What calendar programs are shown: a person's meetings, a public body's meetings."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from prongsai.meetings import permissions
from prongsai.meetings.models import Attendance, Body, CalendarFeed, Meeting
from prongsai.meetings.queries.lists import list_bodies

# Calendars replace all entries with what they are given: the past stays for a while.
PAST_DAYS = 400


def find_feed(user: Any) -> CalendarFeed | None:
    """The person's address; what it is nobody can say any more, only since when."""
    return CalendarFeed.objects.filter(user=user).first()


def list_own_calendar(user: Any, on: dt.date) -> "QuerySet[Meeting]":
    """The meetings a person is called to or whose body they belong to, also cancelled ones."""
    called = Attendance.objects.filter(user=user).values("meeting")
    mine = [seat.body_id for seat in permissions.memberships_of(user)]
    return _recent(on).filter(Q(pk__in=called) | Q(body__in=mine))


def list_public_calendar(body: Body, on: dt.date) -> "QuerySet[Meeting]":
    """The meetings of a body that people were called to."""
    return _recent(on).filter(body=body).exclude(state=Meeting.State.PLANNED)


def _recent(on: dt.date) -> "QuerySet[Meeting]":
    since = on - dt.timedelta(days=PAST_DAYS)
    found = Meeting.objects.filter(starts_at__date__gte=since, is_imported=False)
    return found.select_related("body").order_by("starts_at", "id")


def list_public_bodies() -> "QuerySet[Body]":
    """The bodies whose calendar anybody may see."""
    return list_bodies().filter(is_public=True)


def get_public_body(code: str) -> Body:
    """A body that the public may see; 404 otherwise."""
    found = Body.objects.filter(code=code, is_public=True).first()
    if found is None:
        raise Http404
    return found
