"""What lies before a person: their meetings, and minutes that are not done yet."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from prongsai.meetings import permissions
from prongsai.meetings.models import Attendance, BodyMember, DivisionFiling, Meeting, Minutes
from prongsai.organization.queries import divisions_of, running_on

NOT_OVER = (Meeting.State.PLANNED, Meeting.State.INVITED, Meeting.State.RUNNING)
# How long before its closing day a division is asked for its report.
FILING_DAYS = 31


def list_own_ahead(user: Any, on: dt.date) -> "QuerySet[Meeting]":
    """The meetings that concern a person and are not over, the next one first.

    Those they belong to or are called to, those their division reports to soon, and, of bodies they
    keep, also those whose day has passed. They carry `is_unread` (an invitation nobody opened yet)
    and `own_filings` (the reports of the person's divisions).
    """
    own = Attendance.objects.filter(user=user)
    unread = own.filter(meeting=OuterRef("pk"), invited_at__isnull=False, read_at=None)
    filed = DivisionFiling.objects.filter(division__in=divisions_of(user, on))
    found = (
        Meeting.objects.filter(state__in=NOT_OVER)
        .select_related("body")
        .prefetch_related(Prefetch("filings", filed, to_attr="own_filings"))
        .annotate(is_unread=Exists(unread))
        .order_by("starts_at", "id")
    )
    if permissions.keeps_all(user):
        return found
    seats = permissions.memberships_of(user)
    kept = Q(body__in=[seat.body_id for seat in seats if seat.role in permissions.KEEPERS])
    mine = Q(body__in=[seat.body_id for seat in seats]) | Q(pk__in=own.values("meeting"))
    if divisions_of(user, on):
        last = on + dt.timedelta(days=FILING_DAYS)
        mine |= Q(body__has_filings=True, starts_at__date__lte=last)
    return found.filter(kept | (Q(starts_at__date__gte=on) & mine))


def list_drafts(user: Any, on: dt.date) -> list[Minutes]:
    """The minutes that are still a draft in the bodies of a person, the oldest first.

    They carry `has_checkers`: whether their body names who checks minutes.
    """
    checkers = BodyMember.objects.filter(
        running_on(on), checks_minutes=True, body=OuterRef("meeting__body")
    )
    found = (
        Minutes.objects.filter(state=Minutes.State.DRAFT, meeting__state=Meeting.State.HELD)
        .select_related("meeting__body")
        .annotate(has_checkers=Exists(checkers))
        .order_by("meeting__starts_at")
    )
    if not permissions.keeps_all(user):
        found = found.filter(
            meeting__body__in=[seat.body_id for seat in permissions.memberships_of(user)]
        )
    return list(found)
