"""What is public, for programs: news, documents that pages offer, entries of all registers, addresses."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from prongsai.evidence.entries import PublicEntry, registry
from prongsai.website.holding import held_publicly, in_private
from prongsai.website.models import NewsPage, SiteDocument
from prongsai.website.tree import in_language, path_of

NEWS = "news"  # the register of news, where it is one: feeds show news with their summary instead


def list_news(
    *, language: str, category: str | None = None, year: int | None = None
) -> "QuerySet[NewsPage]":
    """Public news of a language, newest first; of a category (code), of a calendar year (พ.ศ.)."""
    found = NewsPage.objects.live().public().filter(in_language(language))
    if category:
        found = found.filter(category__slug=category)
    if year:
        found = found.filter(dated_on__year=year - 543)
    return found.select_related("category").order_by("-dated_on", "-first_published_at", "-pk")


def published_at(news: NewsPage) -> dt.datetime:
    """When it was first published; what was set up without an editor counts from its own date."""
    day = dt.datetime.combine(news.dated_on, dt.time())
    moment: dt.datetime | None = news.first_published_at
    return moment or timezone.make_aware(day)


def updated_at(news: NewsPage) -> dt.datetime:
    """When its public text last changed."""
    moment: dt.datetime | None = news.updated_at
    return moment or published_at(news)


def list_documents() -> "QuerySet[SiteDocument]":
    """The documents that anybody may open, newest first: those that public pages hold and those of the
    library (they have a kind), outside private collections. Other uploads are not told of."""
    found = SiteDocument.objects.filter(~Q(kind="") | held_publicly(SiteDocument, "pk"))
    return found.exclude(in_private("collection__path")).order_by("-created_at", "-pk")


def list_everything(
    *, kind: str | None = None, year: int | None = None, since: dt.datetime | None = None
) -> list[PublicEntry]:
    """The entries of all registers, or of one, the newest change first; each address once."""
    found: dict[str, PublicEntry] = {}
    sources = [s for s in registry.list_all() if kind in (None, s.code)]
    # What comes from the same rows is asked once.
    asks = [s.entries if kind else s.family or s.entries for s in sources]
    for ask in dict.fromkeys(asks):
        for entry in ask():
            if year in (None, entry.year) and (since is None or entry.updated >= since):
                found.setdefault(entry.url, entry)
    return sorted(found.values(), key=lambda entry: (entry.updated, entry.url), reverse=True)


def list_addresses() -> list[tuple[str, dt.datetime | None]]:
    """Every public path with its last change: the pages of the site, then those of the registers.

    A page that nobody has published since it was set up has no change to tell of.
    """
    pages = Page.objects.live().public().filter(depth__gt=1).order_by("path")
    found: dict[str, dt.datetime | None] = {
        path_of(row["url_path"]): row["last_published_at"] or row["first_published_at"]
        for row in pages.values("url_path", "last_published_at", "first_published_at")
    }
    for entry in registry.list_pages():
        known = found.get(entry.url)
        found[entry.url] = max(known, entry.updated) if known else entry.updated
    return list(found.items())
