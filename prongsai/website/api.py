"""Open data of the website: news, documents, and everything that the registers publish."""

import datetime as dt
from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema

from prongsai.common.opendata import (
    CODE,
    AskedByChange,
    AskedByYear,
    Code,
    Dataset,
    Listing,
    absolute,
    answer,
    answer_list,
    declare,
    require_known,
    words,
)
from prongsai.evidence.entries import registry
from prongsai.website.models import NewsCategory, NewsPage, SiteDocument
from prongsai.website.open_data.queries import (
    list_documents,
    list_everything,
    list_news,
    published_at,
    updated_at,
)
from prongsai.website.queries import path_of

router = Router(tags=["website"])


class NewsRow(Schema):
    """A piece of news; `id` stays the same when its address changes."""

    id: str
    slug: str
    language: str
    title: str
    summary: str
    category: str
    category_name: str
    dated_on: dt.date
    published_at: dt.datetime
    updated_at: dt.datetime
    url: str


class DocumentRow(Schema):
    """A file that a public page offers; `id` is the SHA-1 of its bytes."""

    id: str
    title: str
    file_name: str
    size: int
    fiscal_year: int | None
    updated_at: dt.datetime
    url: str


class EntryRow(Schema):
    """Something that a register publishes; `kind` is the register's code."""

    kind: str
    title: str
    fiscal_year: int
    date: dt.date
    updated_at: dt.datetime
    url: str


class AskedForNews(AskedByChange):
    """News of a category; `year` is the calendar year (พ.ศ.)."""

    category: str | None = Field(None, pattern=CODE, max_length=50)
    language: str = Field("th", pattern="^(th|en)$")


class AskedForEntries(AskedByChange):
    """Entries of one register."""

    kind: str | None = Field(None, pattern=CODE, max_length=60)


@router.get("/news", response=Listing[NewsRow], summary=words(_("News and announcements")))
def news(request: HttpRequest, asked: Query[AskedForNews]) -> HttpResponse:
    """Published news, newest first."""
    require_known("category", asked.category, NewsCategory.objects.values_list("slug", flat=True))
    found = list_news(language=asked.language, category=asked.category, year=asked.year)
    since = asked.since()
    if since:
        found = found.filter(last_published_at__gte=since)
    return answer_list(request, asked, found, NewsRow, _news)


@router.get("/news/{slug}", response=NewsRow, summary=words(_("A piece of news")))
def one_news(request: HttpRequest, slug: Code) -> HttpResponse:
    """One piece of Thai news by the last part of its address."""
    found = list_news(language="th").filter(slug=slug).first()
    if found is None:
        raise Http404
    return answer(_news(found), updated_at(found))


def _news(page: NewsPage) -> NewsRow:
    return NewsRow(
        id=str(page.translation_key),
        slug=page.slug,
        language=page.language,
        title=page.title,
        summary=page.summary,
        category=page.category.slug,
        category_name=page.category.name,
        dated_on=page.dated_on,
        published_at=published_at(page),
        updated_at=updated_at(page),
        url=absolute(path_of(page.url_path)),
    )


@router.get("/documents", response=Listing[DocumentRow], summary=words(_("Documents")))
def documents(request: HttpRequest, asked: Query[AskedByYear]) -> HttpResponse:
    """The files that public pages offer, newest first."""
    found = list_documents()
    if asked.year:
        found = found.filter(fiscal_year=asked.year)
    return answer_list(request, asked, found, DocumentRow, _document)


def _document(document: SiteDocument) -> DocumentRow:
    return DocumentRow(
        id=document.get_file_hash(),
        title=document.title,
        file_name=document.filename,
        size=document.get_file_size() or 0,
        fiscal_year=document.fiscal_year,
        updated_at=document.created_at,
        url=absolute(document.url),
    )


@router.get("/entries", response=Listing[EntryRow], summary=words(_("Everything published")))
def entries(request: HttpRequest, asked: Query[AskedForEntries]) -> HttpResponse:
    """What all registers publish, the newest change first."""
    require_known("kind", asked.kind, (source.code for source in registry.list_all()))
    found = list_everything(kind=asked.kind, year=asked.year, since=asked.since())
    return answer_list(request, asked, found, EntryRow, _entry)


def _entry(entry: Any) -> EntryRow:
    return EntryRow(
        kind=entry.kind,
        title=entry.title,
        fiscal_year=entry.year,
        date=entry.date,
        updated_at=entry.updated,
        url=absolute(entry.url),
    )


def _newest(rows: Any, field: str) -> dt.datetime | None:
    moment: dt.datetime | None = rows.order_by().aggregate(at=Max(field))["at"]
    return moment


declare(
    Dataset(
        "news",
        "news",
        _("News and announcements"),
        _("Published news by category and date."),
        lambda: _newest(list_news(language="th"), "last_published_at"),
        ("ข่าว", "ประกาศ", "news"),
    )
)
declare(
    Dataset(
        "documents",
        "documents",
        _("Documents of the website"),
        _("The files that public pages offer."),
        lambda: _newest(list_documents(), "created_at"),
        ("เอกสาร", "documents"),
    )
)
declare(
    Dataset(
        "entries",
        "entries",
        _("Everything published"),
        _("What all registers publish: title, kind, year, date and address."),
        lambda: max((entry.updated for entry in list_everything()), default=None),
        ("การเผยแพร่", "publications"),
    )
)
