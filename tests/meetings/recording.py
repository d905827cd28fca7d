"""What the tests of the record share: addresses of a meeting and of its items, kinds of requests."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from prongsai.meetings.models import AgendaItem, Meeting
from prongsai.meetings.services import Slot
from tests.meetings.conftest import noon

Browse = Callable[[Any], Client]
PART = {"X-Prongsai-Part": "1"}
JSON = {"Accept": "application/json"}
SESSION: dict[str, Any] = {"session": "ordinary", "session_number": 1}


def first_slot() -> Slot:
    """The first ordinary sitting, today."""
    return Slot(starts_at=noon(), **SESSION)


def at(meeting: Meeting, part: str = "record/") -> str:
    """An address of the meeting."""
    return f"/office/meetings/{meeting.public_id}/{part}"


def of(item: AgendaItem, part: str) -> str:
    """An address of an item."""
    return at(item.meeting, f"record/items/{item.pk}/{part}/")


def text_of(answer: Any) -> str:
    """A page as text."""
    return str(answer.content.decode())
