"""Meetings for calendar programs (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event, vDuration, vText

from prongsai.meetings.models import Meeting
from prongsai.meetings.wording import full_name

PRODUCT = "-//Prongsai//Meetings//TH"
MEDIA_TYPE = "text/calendar"
REFRESH = dt.timedelta(hours=3)


def make_calendar(
    meetings: Iterable[Meeting],
    *,
    method: str = "PUBLISH",
    name: str = "",
    is_public: bool = False,
) -> bytes:
    """These meetings as a calendar; `method` PUBLISH for a feed, REQUEST or CANCEL for a mail.

    A feed has a `name` and is asked for anew every few hours. Its entries lead to the office, those
    of a public one to the page that anybody may read.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        add_feed(calendar, name)
    for meeting in meetings:
        calendar.add_component(make_event(meeting, is_public=is_public))
    return calendar.to_ical()


def add_feed(calendar: Calendar, name: str) -> None:
    """Say what a feed is called, and that it is asked for anew every few hours."""
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))


def make_event(meeting: Meeting, *, is_public: bool) -> Event:
    """A meeting as an entry; it leads to the office, or to the page that anybody may read."""
    event = Event()
    link = public_link_of(meeting) if is_public else link_of(meeting)
    event.add("url", f"{settings.PRONGSAI_BASE_URL}{link}")
    event.add("uid", f"{meeting.public_id}@prongsai")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", timezone.now().astimezone(dt.UTC))
    event.add("dtstart", meeting.starts_at.astimezone(dt.UTC))
    event.add("dtend", meeting.ends_at.astimezone(dt.UTC))
    event.add("summary", full_name(meeting))
    event.add("location", vText(meeting.place))
    is_cancelled = meeting.state == Meeting.State.CANCELLED
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    return event


def link_of(meeting: Meeting) -> str:
    """Where a meeting stands in the office."""
    return f"/office/meetings/{meeting.public_id}/"


def public_link_of(meeting: Meeting) -> str:
    """Where anybody reads about a meeting of a public body."""
    return reverse("public_meeting", args=[meeting.public_id])
