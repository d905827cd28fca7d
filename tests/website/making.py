"""Pages for the tests of the website."""

from typing import Any

from prongsai.website.models import CalendarPage, EventPage


def add_event(title: str, **values: Any) -> EventPage:
    """A published event of the Thai calendar."""
    index = CalendarPage.objects.get(url_path="/home/calendar/")
    page = EventPage(title=title, slug=f"e{EventPage.objects.count()}", **values)
    index.add_child(instance=page)
    return page
