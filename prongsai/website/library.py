"""Documents by kind and year, laws by kind, albums, the tree of the site."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from prongsai.thai.fiscal import fiscal_year_of
from prongsai.website.models import (
    AlbumPage,
    AlbumPhoto,
    DocumentKind,
    GalleryPage,
    Law,
    LawsPage,
    SiteDocument,
)
from prongsai.website.models.media import WARNINGS
from prongsai.website.open_data.queries import list_documents
from prongsai.website.queries import Link, find_home, list_entries, path_of

ON_SHEET = 20
ALBUMS_ON_SHEET = 12
PAPERS, MOST_PAPERS = "papers", 500
# Their pages are found by their lists: thousands of lines would hide the rest of the tree.
BY_LIST = ("newspage", "eventpage", "albumpage")


@dataclass(frozen=True)
class Row:
    """A line of the library: a document, or a paper of the registers."""

    title: str
    url: str
    kind: str
    year: int
    document: SiteDocument | None = None


def list_unreadable(page: Page) -> list[SiteDocument]:
    """The documents of a page that should be made anew, by their titles."""
    used = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ContentType.objects.get_for_model(SiteDocument)
    )
    keys = [int(key) for key in used.values_list("to_object_id", flat=True)]
    found = SiteDocument.objects.filter(pk__in=keys, reading__in=WARNINGS, set_aside="")
    return list(found.order_by("title"))


def document_list(asked: Mapping[str, str]) -> dict[str, Any]:
    """One sheet of the library by kind and fiscal year (B.E.); nonsense asks for nothing."""
    rows = [*_documents(), *_papers()]
    labels = {**dict(DocumentKind.choices), PAPERS: _("Orders and announcements of the registers")}
    present = {row.kind for row in rows}
    kind = asked.get("kind", "") if asked.get("kind") in labels else ""
    years = sorted({row.year for row in rows if not kind or row.kind == kind}, reverse=True)
    year = next((y for y in years if str(y) == asked.get("year")), None)
    shown = [r for r in rows if kind in ("", r.kind) and year in (None, r.year)]
    shown.sort(key=lambda row: row.year, reverse=True)
    sheet: Sheet[Row] = Paginator(shown, ON_SHEET).get_page(asked.get("page"))
    kept = urlencode({k: v for k, v in (("kind", kind), ("year", year)) if v})
    return {
        "sheet": sheet,
        "kinds": [(code, label) for code, label in labels.items() if code in present],
        "labels": labels,
        "kind": kind,
        "years": years,
        "year": year,
        "kept": f"{kept}&" if kept else "",
    }


def _documents() -> list[Row]:
    found = list_documents().exclude(kind="").defer("text").order_by("-created_at", "title")
    return [
        Row(d.title, d.url, d.kind, d.fiscal_year or fiscal_year_of(d.created_at).year_be, d)
        for d in found
    ]


def _papers() -> list[Row]:
    return [Row(e.title, e.url, PAPERS, e.year) for e in list_entries(PAPERS, MOST_PAPERS)]


def laws_by_kind(page: LawsPage) -> list[tuple[str, list[Law]]]:
    """The laws of a page under their kinds, without empty kinds."""
    laws = list(page.laws.select_related("document"))
    groups = (
        (label, [law for law in laws if law.kind == kind]) for kind, label in Law.Kind.choices
    )
    return [(str(label), found) for label, found in groups if found]


def list_albums(page: GalleryPage, number: str | None) -> "Sheet[AlbumPage]":
    """One sheet of the albums below a page, each with its photographs."""
    photos = AlbumPhoto.objects.select_related("image").prefetch_related("image__renditions")
    albums: QuerySet[AlbumPage] = AlbumPage.objects.child_of(page).live()
    albums = albums.order_by("-taken_on", "-path").prefetch_related(Prefetch("photos", photos))
    return Paginator(albums, ALBUMS_ON_SHEET).get_page(number)


@dataclass
class Branch:
    """A page of the tree with the pages below it."""

    link: Link
    below: list["Branch"] = field(default_factory=list)


def site_tree(language: str) -> list[Branch]:
    """The pages below the front page of a language, in the order of the tree."""
    home = find_home(language)
    if home is None:
        return []
    found = (
        Page.objects.descendant_of(home)
        .live()
        .exclude(content_type__model__in=BY_LIST)
        .order_by("path")
        .values_list("path", "title", "url_path", "content_type__model")
    )
    roots: list[Branch] = []
    branches: dict[str, Branch] = {}
    for path, title, url_path, model in found:
        above = branches.get(path[:-4])
        is_hidden = above is None and path[:-4] != home.path
        if model == "homepage" or is_hidden:
            continue  # the other language has a map of its own
        branches[path] = Branch(Link(title, path_of(url_path)))
        (above.below if above else roots).append(branches[path])
    return roots
