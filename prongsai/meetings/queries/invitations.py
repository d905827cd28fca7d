"""Whom an invitation reaches, and who has read it."""

from dataclasses import dataclass
from typing import Any

from prongsai.meetings.models import Attendance, Meeting
from prongsai.meetings.queries.members import list_seats


@dataclass(frozen=True)
class Reach:
    """Somebody who will be called: by what they are told, or nobody for a vacant position."""

    name: str
    title: str
    is_told: bool = False
    email: str = ""
    is_guest: bool = False


def list_reached(meeting: Meeting) -> list[Reach]:
    """Whom the invitation of a meeting will reach: members of its day, then guests."""
    seats = [
        _reach(seat.user, seat.name, seat.title) for seat in list_seats(meeting.body, meeting.day)
    ]
    guests = meeting.attendances.filter(member=None).select_related("user")
    return seats + [_reach(row.user, row.name, row.title, is_guest=True) for row in guests]


def _reach(user: Any, name: str, title: str, *, is_guest: bool = False) -> Reach:
    is_told = user is not None and user.is_active
    return Reach(name, title, is_told, user.email if is_told else "", is_guest)


def list_called(meeting: Meeting) -> list[Attendance]:
    """The list of a meeting as it was written down, members first."""
    rows = list(meeting.attendances.select_related("user", "member"))
    return sorted(rows, key=lambda row: row.is_guest)
