"""What a person still has to do for a meeting, as links."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from prongsai.meetings import permissions
from prongsai.meetings.calendars import link_of
from prongsai.meetings.models import Meeting, Minutes
from prongsai.meetings.queries.ahead import FILING_DAYS, list_drafts, list_own_ahead
from prongsai.meetings.rules import closes_on
from prongsai.organization.queries import divisions_of

# A meeting is called about so many days before.
CALL_DAYS = 14
MOST_ROWS, MOST_AHEAD, MOST_BEHIND = 40, 4, 5


@dataclass(frozen=True)
class Duty:
    """One thing to do: its words, where it is done, until when."""

    label: str
    link: str
    due_on: dt.date | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Row:
    """A meeting with what a person has to do for it."""

    meeting: Meeting
    link: str
    duties: tuple[Duty, ...]


def list_rows(user: Any, on: dt.date) -> list[Row]:
    """A person's next meetings, in front of them the few that were left open in the past."""
    found = list(list_own_ahead(user, on)[:MOST_ROWS])
    behind = [meeting for meeting in found if meeting.day < on][:MOST_BEHIND]
    ahead = [meeting for meeting in found if meeting.day >= on]
    rows = [
        Row(meeting, link_of(meeting), tuple(_duties(user, meeting, on)))
        for meeting in behind + ahead
    ]
    # Beyond the next few only what asks for something.
    first = len(behind) + MOST_AHEAD
    return rows[:first] + [row for row in rows[first:] if row.duties]


def _duties(user: Any, meeting: Meeting, on: dt.date) -> Iterator[Duty]:
    link = link_of(meeting)
    if permissions.may_keep(user, meeting.body):
        yield from _keeper(meeting, link, on)
    if getattr(meeting, "is_unread", False):
        yield Duty(_("Read the invitation"), link)
    if meeting.is_ahead and meeting.body.has_filings:
        yield from _filings(user, meeting, f"{link}filing/", on)


def _keeper(meeting: Meeting, link: str, on: dt.date) -> Iterator[Duty]:
    days = (meeting.day - on).days
    if meeting.is_running:
        yield Duty(_("It is under way: go on with the record"), f"{link}record/")
    elif days < 0:
        yield Duty(_("Its day has passed: open it or cancel it"), link, is_late=True)
    elif days == 0:
        yield Duty(_("Open the meeting today"), f"{link}record/")
    elif meeting.state == Meeting.State.PLANNED and days <= CALL_DAYS:
        yield Duty(_("Send the invitations"), link)


def _filings(user: Any, meeting: Meeting, link: str, on: dt.date) -> Iterator[Duty]:
    closes = closes_on(meeting.day, meeting.body.closing_days)
    if (closes - on).days > FILING_DAYS:
        return
    filed = {row.division_id for row in getattr(meeting, "own_filings", ())}
    for division in divisions_of(user, on):
        if division.pk not in filed:
            label = _("File the report of %(division)s") % {"division": division}
            yield Duty(label, link, closes, closes < on)


def list_minutes_rows(user: Any, on: dt.date) -> list[Row]:
    """Past meetings whose minutes wait for a person: to be checked, or to be finished."""
    rows = []
    for minutes in list_drafts(user, on):
        label = _label_of(user, minutes)
        if label:
            link = link_of(minutes.meeting)
            rows.append(Row(minutes.meeting, link, (Duty(label, f"{link}minutes/"),)))
    return rows


def _label_of(user: Any, minutes: Minutes) -> str:
    has_checkers = getattr(minutes, "has_checkers", None)
    if permissions.may_check(user, minutes, has_checkers=has_checkers):
        return _("Check the minutes")
    if permissions.may_keep(user, minutes.meeting.body):
        return _("Finish the minutes and have them checked")
    return ""
