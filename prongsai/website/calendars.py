"""The calendar of a site: events, public meetings and holidays by month; ICS (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event, vText

from prongsai.meetings.calendars import PRODUCT, add_feed, make_event
from prongsai.meetings.models import Meeting
from prongsai.meetings.public import public_meetings
from prongsai.meetings.wording import full_name
from prongsai.organization.models import Holiday
from prongsai.thai.calendar import Month
from prongsai.website.models import CalendarPage, EventPage
from prongsai.website.parts import shared
from prongsai.website.tree import in_language, path_of

# Calendar programs replace all entries with what they are given: the past stays for a while.
PAST_DAYS = 400
HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Line:
    """A line of the calendar; `kind` is event, meeting or holiday."""

    day: dt.date
    end_on: dt.date
    begins: dt.time | None
    ends: dt.time | None
    title: str
    kind: str
    url: str = ""
    place: str = ""
    is_cancelled: bool = False


def public_events(language: str) -> "QuerySet[EventPage]":
    """The live events of a language with their last day as `until`, the earliest first."""
    found = EventPage.objects.live().filter(in_language(language))
    found = found.annotate(until=Coalesce("last_on", "first_on"))
    return found.order_by("first_on", "begins", "title")


def get_public_event(key: UUID) -> EventPage:
    """A live event by its stable key; 404 for any other."""
    return get_object_or_404(EventPage.objects.live(), translation_key=key)


def list_lines(language: str, start: dt.date, end: dt.date) -> list[Line]:
    """Events and public meetings from one day to another, both included."""
    events = public_events(language).filter(first_on__lte=end, until__gte=start)
    meetings = public_meetings(timezone.localdate()).filter(
        starts_at__date__gte=start, starts_at__date__lte=end, is_imported=False
    )
    lines = [*map(_event_line, events), *map(_meeting_line, meetings)]
    return sorted(lines, key=_in_time)


def _in_time(line: Line) -> tuple[dt.date, dt.time, str]:
    return (line.day, line.begins or dt.time.min, line.title)


def list_holidays(start: dt.date, end: dt.date) -> list[Line]:
    """The holidays from one day to another, both included."""
    holidays = Holiday.objects.filter(date__gte=start, date__lte=end)
    return [Line(h.date, h.date, None, None, h.name, "holiday") for h in holidays]


def _event_line(page: EventPage) -> Line:
    return Line(
        page.first_on, page.end_on, page.begins, page.ends, page.title, "event",
        path_of(page.url_path), page.place, page.is_cancelled,
    )  # fmt: skip


def _meeting_line(meeting: Meeting) -> Line:
    begins, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    is_planned = meeting.state == Meeting.State.PLANNED  # it has no page before people are called
    return Line(
        begins.date(), ends.date(), begins.time(), ends.time(), full_name(meeting), "meeting",
        "" if is_planned else reverse("public_meeting", args=[meeting.public_id]), meeting.place,
        meeting.state == Meeting.State.CANCELLED,
    )  # fmt: skip


def month_context(page: CalendarPage, asked: Mapping[str, str]) -> dict[str, Any]:
    """The lines of the month that was asked for (YYYY-MM, Gregorian), else of this month."""
    today = timezone.localdate()
    month = _month(asked.get("month", "")) or Month.of(today)
    span = (month.first_day, month.last_day)
    lines = sorted([*list_lines(page.language, *span), *list_holidays(*span)], key=_in_time)
    return {
        "month": month,
        "lines": lines,
        "today": today,
        "before": month.plus(-1),
        "after": month.plus(1),
        "is_now": month == Month.of(today),
    }


def _month(text: str) -> Month | None:
    year, _dash, number = text.partition("-")
    if not (text.isascii() and year.isdigit() and number.isdigit()):
        return None
    in_reach = len(year) == 4 and 1900 < int(year) < 2200 and len(number) == 2
    return Month(int(year), int(number)) if in_reach and 1 <= int(number) <= 12 else None


@shared
def coming(language: str, limit: int) -> list[Line]:
    """What comes next, for the front page."""
    today = timezone.localdate()
    lines = list_lines(language, today, today + dt.timedelta(days=60))
    return [line for line in lines if not line.is_cancelled][:limit]


def make_calendar(events: Iterable[EventPage], meetings: Iterable[Meeting], name: str) -> bytes:
    """These as a calendar for programs; each entry leads to its public page."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    add_feed(calendar, name)
    for page in events:
        calendar.add_component(_component(page))
    for meeting in meetings:
        calendar.add_component(make_event(meeting, is_public=True))
    return calendar.to_ical()


def make_whole_calendar(name: str) -> bytes:
    """The Thai calendar: all events and the public meetings that people were called to."""
    today = timezone.localdate()
    since = today - dt.timedelta(days=PAST_DAYS)
    meetings = public_meetings(today).exclude(state=Meeting.State.PLANNED)
    meetings = meetings.filter(starts_at__date__gte=since, is_imported=False)
    events = public_events("th").filter(until__gte=since)
    return make_calendar(events, meetings.order_by("starts_at", "id"), name)


def _component(page: EventPage) -> Event:
    event = Event()
    event.add("uid", f"{page.translation_key}@prongsai")
    stamp = page.last_published_at or page.first_published_at or timezone.now()
    event.add("dtstamp", stamp.astimezone(dt.UTC))
    for name, value in zip(("dtstart", "dtend"), _span(page), strict=True):
        event.add(name, value)
    event.add("summary", page.title)
    if page.place:
        event.add("location", vText(page.place))
    if page.summary:
        event.add("description", page.summary)
    event.add("status", "CANCELLED" if page.is_cancelled else "CONFIRMED")
    event.add("url", settings.PRONGSAI_BASE_URL + path_of(page.url_path))
    return event


def _span(page: EventPage) -> tuple[dt.date, dt.date] | tuple[dt.datetime, dt.datetime]:
    """Whole days end before the next day begins (RFC 5545, 3.6.1); moments are said in UTC."""
    if page.begins is None:
        return page.first_on, page.end_on + dt.timedelta(days=1)
    start = timezone.make_aware(dt.datetime.combine(page.first_on, page.begins))
    is_open = page.ends is None
    end = start + HOUR if is_open else _at(page.end_on, page.ends)
    return start.astimezone(dt.UTC), end.astimezone(dt.UTC)


def _at(day: dt.date, time: dt.time | None) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time or dt.time.max))
