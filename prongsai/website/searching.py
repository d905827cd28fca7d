"""What search takes in of the website: pages, news, and the documents that public pages offer."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from prongsai.evidence import entries
from prongsai.search.feeds import Feed, Shown, register
from prongsai.thai.fiscal import fiscal_year_of
from prongsai.website.models import NewsPage, SiteDocument, SitePage
from prongsai.website.open_data.queries import list_documents as list_open_documents
from prongsai.website.tree import nearest, path_of

# The first two are sources of public entries too; what stands here says more of them.
PAGES, NEWS, DOCUMENTS = "web-pages", "news", "documents"


def list_pages() -> Iterator[Shown]:
    """The public pages without news."""
    news = NewsPage.objects.values("pk")
    return _shown(SitePage.objects.live().public().exclude(pk__in=news), {})


def list_news() -> Iterator[Shown]:
    """The public news under their own date."""
    news = SitePage.objects.live().public().filter(pk__in=NewsPage.objects.values("pk"))
    return _shown(news, dict(NewsPage.objects.values_list("pk", "dated_on")))


def _shown(pages: Any, days: dict[int, Any]) -> Iterator[Shown]:
    keepers = dict(SitePage.objects.values_list("path", "keeper_id"))
    names = ("pk", "title", "url_path", "path", "last_published_at", "latest_revision_created_at")
    for pk, title, url_path, path, published, revised in pages.values_list(*names):
        moment = published or revised or timezone.now()
        day = days.get(pk) or timezone.localdate(moment)
        yield Shown(
            title=title,
            url=path_of(url_path),
            date=day,
            stamp=f"{published} {url_path}",
            year=fiscal_year_of(day).year_be,
            division_id=nearest(path, keepers),
            text=partial(_page_text, pk),
        )


def _page_text(pk: int) -> str:
    """What a page says, as its fields tell search."""
    page = Page.objects.get(pk=pk).specific
    texts: list[str] = []
    for field in page.get_searchable_search_fields():
        if field.field_name != "title":
            value = field.get_value(page)
            texts += map(str, value) if isinstance(value, list | tuple) else [str(value or "")]
    return "\n".join(filter(None, texts))


def list_documents() -> Iterator[Shown]:
    """The documents that anybody may open."""
    for document in list_open_documents().order_by("pk"):
        day = timezone.localdate(document.created_at)
        yield Shown(
            title=document.title,
            url=document.url,
            date=day,
            stamp=f"{document.file.name} {document.reading}",
            year=document.fiscal_year or fiscal_year_of(day).year_be,
            text=partial(_document_text, document.pk),
        )


def _document_text(pk: int) -> str:
    """What the worker found in a document's file; empty until it was read (services/reading)."""
    return str(SiteDocument.objects.values_list("text", flat=True).get(pk=pk))


def connect() -> None:
    """Tell search of the website's feeds and of every change to them."""
    register(Feed(PAGES, _("Pages of the website"), list_pages))
    register(Feed(NEWS, _("News"), list_news))
    register(Feed(DOCUMENTS, _("Documents"), list_documents))
    page_published.connect(_on_page, dispatch_uid="website.search.published")
    page_unpublished.connect(_on_page_gone, dispatch_uid="website.search.unpublished")
    post_page_move.connect(_on_page, dispatch_uid="website.search.moved")
    post_delete.connect(_on_page_gone, sender=Page, dispatch_uid="website.search.deleted")
    post_save.connect(_on_document, sender=SiteDocument, dispatch_uid="website.search.document")
    post_delete.connect(_on_document, sender=SiteDocument, dispatch_uid="website.search.document")


def _on_page(instance: Any, **_kwargs: Any) -> None:
    for code in (PAGES, NEWS, DOCUMENTS):
        entries.changed(code)


def _on_page_gone(instance: Any, **_kwargs: Any) -> None:
    # Without its slug the address of a front page would begin all others.
    url = path_of(instance.url_path) if instance.url_path.count("/") > 2 else ""
    for code in (PAGES, NEWS, DOCUMENTS):
        entries.changed(code, gone=url)


def _on_document(instance: Any, **_kwargs: Any) -> None:
    entries.changed(DOCUMENTS)
