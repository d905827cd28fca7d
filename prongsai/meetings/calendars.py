"""Meetings for calendar programs (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vText

from prongsai.meetings.models import Meeting
from prongsai.meetings.wording import full_name

PRODUCT = "-//Prongsai//Meetings//TH"
MEDIA_TYPE = "text/calendar"


def make_calendar(meetings: Iterable[Meeting], *, method: str = "PUBLISH") -> bytes:
    """These meetings as a calendar; `method` PUBLISH for a feed, REQUEST or CANCEL for a mail."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return calendar.to_ical()


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", f"{meeting.public_id}@prongsai")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", timezone.now().astimezone(dt.UTC))
    event.add("dtstart", meeting.starts_at.astimezone(dt.UTC))
    event.add("dtend", meeting.ends_at.astimezone(dt.UTC))
    event.add("summary", full_name(meeting))
    event.add("location", vText(meeting.place))
    event.add("url", f"{settings.PRONGSAI_BASE_URL}{link_of(meeting)}")
    is_cancelled = meeting.state == Meeting.State.CANCELLED
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    return event


def link_of(meeting: Meeting) -> str:
    """Where a meeting stands in the office."""
    return f"/office/meetings/{meeting.public_id}/"
