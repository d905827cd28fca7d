"""Tables of meetings: bodies, meetings with their agenda, what was decided, the minutes."""

from prongsai.meetings.models.bodies import Body, BodyMember, CalendarFeed
from prongsai.meetings.models.meetings import AgendaItem, Attendance, DivisionFiling, Meeting
from prongsai.meetings.models.minutes import Minutes, MinutesVersion
from prongsai.meetings.models.outcomes import (
    Ballot,
    Concern,
    ItemNote,
    Progress,
    Resolution,
    Vote,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Body",
    "BodyMember",
    "CalendarFeed",
    "Concern",
    "DivisionFiling",
    "ItemNote",
    "Meeting",
    "Minutes",
    "MinutesVersion",
    "Progress",
    "Resolution",
    "Vote",
]
