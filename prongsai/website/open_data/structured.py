"""What a page says to programs (schema.org as JSON-LD): the organisation, news, the way to the page."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from prongsai.common.opendata import absolute
from prongsai.thai.digits import to_arabic
from prongsai.website.models import EventPage, NewsPage
from prongsai.website.open_data.speaker import organization_id
from prongsai.website.queries import Link

# A data block is no script: `<`, `>` and `&` are escaped so that no text ends it.
EVENT_STATES = {
    False: "https://schema.org/EventScheduled",
    True: "https://schema.org/EventCancelled",
}
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def write_graph(nodes: Sequence[dict[str, Any]]) -> SafeString:
    """The nodes as one data block; empty when there are none."""
    if not nodes:
        return SafeString("")
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(graph, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def describe_page(
    page: Any, canonical: str, trail: Sequence[Link], picture: str
) -> list[dict[str, Any]]:
    """What a page of the website is, and the way to it."""
    nodes = []
    if isinstance(page, NewsPage):
        nodes.append(_news(page, canonical, picture))
    elif isinstance(page, EventPage):
        nodes.append(_event(page, canonical, picture))
    if page is not None and trail:
        nodes.append(_way([*trail, Link(page.title, canonical)]))
    elif page is None:
        nodes += [_way(way)] if (way := _section_of(canonical)) else []
    return nodes


def _news(page: NewsPage, canonical: str, picture: str) -> dict[str, Any]:
    told = {
        "@type": "NewsArticle",
        "@id": f"{canonical}#article",
        "mainEntityOfPage": canonical,
        "headline": page.title,
        "description": page.summary,
        "inLanguage": page.language,
        "articleSection": page.category.name,
        "datePublished": page.first_published_at and page.first_published_at.isoformat(),
        "dateModified": page.updated_at and page.updated_at.isoformat(),
        "image": picture,
        "author": {"@id": organization_id()},
        "publisher": {"@id": organization_id()},
    }
    return {name: value for name, value in told.items() if value}


def _event(page: EventPage, canonical: str, picture: str) -> dict[str, Any]:
    place = page.place and to_arabic(page.place)
    told = {
        "@type": "Event",
        "@id": f"{canonical}#event",
        "name": page.title,
        "description": page.summary,
        "inLanguage": page.language,
        "startDate": _moment(page.first_on, page.begins),
        "endDate": _moment(page.end_on, page.ends) if page.ends or not page.begins else "",
        "eventStatus": EVENT_STATES[page.is_cancelled],
        "location": {"@type": "Place", "name": place, "address": place}
        if place
        else {"@id": organization_id()},
        "organizer": {"@id": organization_id()},
        "image": picture,
        "url": canonical,
    }
    return {name: value for name, value in told.items() if value}


def _moment(day: dt.date, at: dt.time | None) -> str:
    """A day, or a moment of it with the hours from UTC."""
    if at is None:
        return day.isoformat()
    return timezone.make_aware(dt.datetime.combine(day, at)).isoformat()


def _way(links: Sequence[Link]) -> dict[str, Any]:
    steps = [
        {"@type": "ListItem", "position": at, "name": link.title, "item": absolute(link.url)}
        for at, link in enumerate(links, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _section_of(canonical: str) -> list[Link]:
    """The way to a page of a register: the front page, then the register's own first page."""
    sections = {
        "plan": _("Plans of measures"),
        "ita": _("Disclosure (ITA)"),
        "documents": _("Orders and announcements"),
        "meetings": _("Meetings"),
    }
    first = canonical.removeprefix(absolute("/")).partition("/")[0]
    if first not in sections:
        return []
    return [Link(_("Front page"), "/"), Link(sections[first], f"/{first}/")]
