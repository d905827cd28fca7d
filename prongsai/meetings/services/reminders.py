"""Each morning: who has to act is reminded; late ones reach the head, then the chief administrator."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.channels.services import notify
from prongsai.meetings.models import BodyMember, Meeting, Resolution
from prongsai.meetings.queries.members import list_seats
from prongsai.meetings.rules import TELL_CHIEF_AFTER, TELL_HEAD_AFTER, closes_on
from prongsai.meetings.wording import full_name
from prongsai.organization import queries as organization
from prongsai.organization.models import Role
from prongsai.registerkit.reminders import DAYS_BEFORE, days_late, find_cause
from prongsai.thai.calendar import format_date


def remind(*, on: dt.date) -> int:
    """Remind of open resolutions and of reports that divisions still owe; each cause once.

    Returns how many resolutions were due or late.
    """
    due = Resolution.objects.filter(
        state=Resolution.State.OPEN, due_on__lte=on + dt.timedelta(days=DAYS_BEFORE)
    ).select_related("meeting__body", "division", "owner", "item")
    count = 0
    for resolution in due:
        count += _remind_of_resolution(resolution, on)
    ahead = Meeting.objects.filter(
        state__in=(Meeting.State.PLANNED, Meeting.State.INVITED),
        body__has_filings=True,
        starts_at__date__gte=on,
        starts_at__date__lte=on + dt.timedelta(days=31),
    )
    for meeting in ahead.select_related("body"):
        _remind_of_filing(meeting, on)
    return count


@transaction.atomic
def _remind_of_resolution(resolution: Resolution, on: dt.date) -> bool:
    assert resolution.due_on is not None
    cause = find_cause(resolution.due_on, on)
    if not cause:
        return False
    late = days_late(resolution.due_on, on)
    wording = _("Overdue since %(day)s: %(text)s") if late else _("Due on %(day)s: %(text)s")
    text = wording % {
        "day": format_date(resolution.due_on, "short"),
        "text": _subject(resolution),
    }
    _tell(resolution, who_acts(resolution, on), text, cause)
    if late >= TELL_HEAD_AFTER:
        _tell(resolution, _heads(resolution, on), text, "head")
    if late >= TELL_CHIEF_AFTER:
        chiefs = organization.holders_of_role(Role.CHIEF_ADMINISTRATOR, on)
        _tell(resolution, [*chiefs, *_secretaries(resolution, on)], text, "chief")
    return True


def _subject(resolution: Resolution) -> str:
    """What it is about; a confidential one is named by its number alone."""
    if resolution.item.is_confidential:
        return str(resolution)
    return resolution.text[:300]


def _tell(resolution: Resolution, people: list[Any], text: str, cause: str) -> None:
    notify(
        recipients=people,
        text=text,
        link=f"/office/meetings/resolutions/{resolution.public_id}/",
        key=f"resolution:{resolution.pk}:{cause}:{resolution.due_on}",
        email=True,
    )


def who_acts(resolution: Resolution, on: dt.date) -> list[Any]:
    """Who sits at the position that has to act; without one, head and officers of the division."""
    if resolution.owner is not None:
        capacity = organization.resolve(resolution.owner, on)
        if capacity is not None:
            return [capacity.user]
    return organization.people_of(resolution.division, on) if resolution.division else []


def _heads(resolution: Resolution, on: dt.date) -> list[Any]:
    if resolution.division is None:
        return []
    position = organization.find_position(Role.DIVISION_HEAD, resolution.division)
    capacity = organization.resolve(position, on) if position else None
    return [capacity.user] if capacity else []


def _secretaries(resolution: Resolution, on: dt.date) -> list[Any]:
    roles = (BodyMember.Role.SECRETARY, BodyMember.Role.ASSISTANT)
    seats = list_seats(resolution.meeting.body, on)
    return [seat.user for seat in seats if seat.member.role in roles]


@transaction.atomic
def _remind_of_filing(meeting: Meeting, on: dt.date) -> None:
    """Heads of divisions that filed nothing yet, shortly before the closing day."""
    last_day = closes_on(meeting.day, meeting.body.closing_days)
    if not 0 <= (last_day - on).days <= DAYS_BEFORE:
        return
    filed = meeting.filings.values_list("division", flat=True)
    people: list[Any] = []
    for division in organization.list_divisions().exclude(pk__in=filed):
        people += organization.people_of(division, on)
    notify(
        recipients=people,
        text=_("Please file your division's report by %(day)s: %(meeting)s")
        % {"day": format_date(last_day, "short"), "meeting": full_name(meeting)},
        link=f"/office/meetings/{meeting.public_id}/filing/",
        key=f"meeting:{meeting.pk}:filing",
        email=True,
    )
