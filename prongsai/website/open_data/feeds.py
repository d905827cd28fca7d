"""Feeds: news and everything published, as Atom (RFC 4287) and JSON Feed 1.1."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from prongsai.common.opendata import absolute
from prongsai.evidence.entries import registry
from prongsai.organization.queries import find_profile
from prongsai.website.models import NewsCategory, NewsPage
from prongsai.website.open_data.queries import (
    list_everything,
    list_news,
    published_at,
    updated_at,
)
from prongsai.website.queries import path_of

SIZE = 40
ALL, NEWS = "all", "news"
TYPES = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json"}


@dataclass(frozen=True)
class Entry:
    """What a feed tells of one publication. Its public address is its id: it stays while it is public."""

    title: str
    url: str
    summary: str
    published: dt.datetime
    updated: dt.datetime
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """A feed: its title, the page it belongs to, its entries with the newest first."""

    title: str
    page: str
    entries: list[Entry]


@conditional_page
def feed(request: HttpRequest, code: str, kind: str, category: str = "") -> HttpResponse:
    """The feed `code` (all, news, or the code of a register) as Atom or JSON Feed."""
    if kind not in TYPES or (category and code != NEWS):
        raise Http404
    told = _find(code, category)
    profile = find_profile()
    name = profile.full_name if profile else ""
    own = absolute(request.path)
    response = _json(told, name, own) if kind == "json" else _atom(told, name, own)
    response["Content-Type"] = TYPES[kind]
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, no-cache"
    return response


def _find(code: str, category: str) -> Told:
    if code == NEWS:
        return _news(category)
    if code == ALL:
        return Told(_("Everything published"), absolute("/"), list(_entries(None)))
    source = next((s for s in registry.list_all() if s.code == code), None)
    if source is None:
        raise Http404
    return Told(str(source.label), absolute("/"), list(_entries(code)))


def _news(category: str) -> Told:
    title, page = _("News and announcements"), absolute("/")
    if category:
        known = NewsCategory.objects.filter(slug=category).first()
        if known is None:
            raise Http404
        title = known.name
    found = list_news(language="th", category=category)[:SIZE]
    return Told(title, page, [_tell_news(news) for news in found])


def _tell_news(news: NewsPage) -> Entry:
    return Entry(
        title=news.title,
        url=absolute(path_of(news.url_path)),
        summary=news.summary,
        published=published_at(news),
        updated=updated_at(news),
        tags=[news.category.name],
    )


def _entries(kind: str | None) -> Iterator[Entry]:
    labels = {source.code: str(source.label) for source in registry.list_all()}
    for entry in list_everything(kind=kind)[:SIZE]:
        label = labels.get(entry.kind, "")
        url = absolute(entry.url)
        yield Entry(entry.title, url, label, entry.updated, entry.updated, [label])


def _atom(told: Told, name: str, own: str) -> HttpResponse:
    made = Atom1Feed(
        title=f"{told.title} · {name}",
        link=told.page,
        description="",
        language="th",
        author_name=name,
        feed_url=own,
        feed_guid=own,
    )
    for entry in told.entries:
        made.add_item(
            title=_clean(entry.title),
            link=entry.url,
            description=escape(_clean(entry.summary)),
            unique_id=entry.url,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.tags,
        )
    return HttpResponse(made.writeString("utf-8"))


def _clean(text: str) -> str:
    """Without control characters, which XML cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


def _json(told: Told, name: str, own: str) -> HttpResponse:
    content: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{told.title} · {name}",
        "home_page_url": told.page,
        "feed_url": own,
        "language": "th",
        "authors": [{"name": name, "url": absolute("/")}],
        "items": [_item(entry) for entry in told.entries],
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "tags": entry.tags,
    }


def list_feeds() -> list[tuple[str, str, str]]:
    """Title, address and media type of the feeds that every page names."""
    named = ((NEWS, _("News and announcements")), (ALL, _("Everything published")))
    kinds = (("atom", "application/atom+xml"), ("json", "application/feed+json"))
    return [
        (title, reverse("public_feed", args=[code, kind]), media_type)
        for code, title in named
        for kind, media_type in kinds
    ]
