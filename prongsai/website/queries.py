"""Reading the website: navigation, the frame of a page, lists of news and of registers' entries."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField, When
from django.db.models.functions import MD5, Cast, ExtractYear
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from prongsai.evidence.entries import PublicEntry, registry
from prongsai.measures.models import Publication
from prongsai.organization.queries import find_profile
from prongsai.website.models import (
    HomePage,
    Look,
    NewsCategory,
    NewsIndexPage,
    NewsPage,
    NewsPhoto,
    SiteImage,
    SitePage,
)
from prongsai.website.models.base import ENGLISH, ROOT
from prongsai.website.tree import nearest, path_of

ON_FRONT, ON_SHEET = 6, 20
IN_FOOT = 12  # a foot is no second site map


@dataclass(frozen=True)
class Link:
    """A line of the navigation."""

    title: str
    url: str


def find_home(language: str = "th") -> HomePage | None:
    """The front page of a language, or None before the site was begun."""
    homes = HomePage.objects.live().order_by("depth")
    return next((home for home in homes if home.language == language), None)


def find_look() -> Look:
    """How the site looks; the shipped look before anybody chose."""
    return Look.objects.first() or Look()


def find_page(path: str) -> Page | None:
    """The public page at an address without its first slash, or None."""
    found = Page.objects.live().filter(url_path=f"/{ROOT}/{path}").first()
    return found.specific if found else None


def is_public(path: str) -> bool:
    """Whether a public page stands at an address of this site."""
    return Page.objects.live().filter(url_path=f"/{ROOT}{path}").exists()


@dataclass(frozen=True)
class Frame:
    """What stands around every public page."""

    menu: list[Link]
    look: Look
    logo: str = ""  # digest of the organisation's own mark
    foot: list[Link] = field(default_factory=list)  # pages of the first level outside the menu


def read_frame(language: str) -> Frame:
    """The sections of the site in a language and how it looks, in one query: every page asks."""
    places = Q(depth=4, url_path__startswith=f"/{ROOT}/{ENGLISH}/")
    if language != ENGLISH:
        places = Q(depth=3) & ~Q(slug=ENGLISH)
    names = ("brand", "accent", "mourning")
    look = {f"look_{name}": Subquery(Look.objects.values(name)[:1]) for name in names}
    logo = Subquery(Look.objects.values(digest=MD5(Cast("logo", TextField())))[:1])
    found = list(
        Page.objects.live()
        .filter(places)
        .order_by("path")
        .values("title", "url_path", "show_in_menus", logo=logo, **look)
    )
    rows = [(Link(r["title"], path_of(r["url_path"])), r["show_in_menus"]) for r in found]
    menu = [link for link, is_section in rows if is_section]
    foot = [link for link, is_section in rows if not is_section][:IN_FOOT]
    if not found or not found[0]["look_brand"]:
        return Frame(menu, Look() if found else find_look(), foot=foot)
    chosen = Look(**{name: found[0][f"look_{name}"] for name in names})
    return Frame(menu, chosen, found[0]["logo"] or "", foot)


def page_frame(page: SitePage) -> dict[str, Any]:
    """What the frame of a page shows: organisation, way here, keeper, the other language."""
    line = list(
        SitePage.objects.ancestor_of(page, inclusive=True)
        .filter(depth__gt=1)
        .select_related("keeper")
        .order_by("depth")
    )
    # Above the English front page stands the Thai one, which is not the way to an English page.
    top = 3 if page.language == ENGLISH else 2
    above = [p for p in line if p.path != page.path and p.depth >= top]
    keepers = [p.keeper for p in reversed(line) if p.keeper_id]
    return {
        "profile": find_profile(),
        "canonical": settings.PRONGSAI_BASE_URL + path_of(page.url_path),
        "share_picture": settings.PRONGSAI_BASE_URL + share_address(page),
        "trail": [Link(p.title, path_of(p.url_path)) for p in above],
        "kept_by": keepers[0] if keepers else None,
        "twin": find_twin(page),
    }


def share_address(page: SitePage) -> str:
    """Where the picture stands that goes with a shared page."""
    return reverse("public_share", args=[path_of(page.url_path).strip("/") or "_"])


def find_keeper(page: Any) -> Any:
    """The division that keeps a page, its own or that of the nearest page above; None: nobody."""
    kept = SitePage.objects.ancestor_of(page, inclusive=True).filter(keeper__isnull=False)
    nearest = kept.select_related("keeper").order_by("-depth").first()
    return nearest.keeper if nearest else None


def find_keepers(pages: Sequence[Any]) -> dict[int, Any]:
    """The keeper of each of these pages by its key, inherited down the tree, in one query."""
    kept = SitePage.objects.filter(keeper__isnull=False).select_related("keeper")
    at = {page.path: page.keeper for page in kept}
    return {page.pk: nearest(page.path, at) for page in pages}


def find_twin(page: SitePage) -> Link | None:
    """The same page in the other language, whichever of the two names the other."""
    named = Q(pk=page.other_language_id)
    if page.pk:  # a page that is only previewed has no key yet: it would match all without a twin
        named |= Q(sitepage__other_language=page.pk)
    twin = Page.objects.live().filter(named).values_list("title", "url_path").first()
    return Link(twin[0], path_of(twin[1])) if twin else None


def list_children(page: SitePage) -> "QuerySet[SitePage]":
    """The public pages below, in the order of the tree."""
    return SitePage.objects.child_of(page).live().order_by("path").select_related("picture")


def _public_news(language: str) -> Any:
    news = NewsPage.objects.live().select_related("category", "picture")
    english = Q(url_path__regex=r"^/[^/]+/en/")
    return news.filter(english) if language == ENGLISH else news.exclude(english)


def _pinned_first(news: "QuerySet[NewsPage]", today: dt.date) -> "QuerySet[NewsPage]":
    is_pinned = Case(When(pinned_until__gte=today, then=0), default=1, output_field=IntegerField())
    return news.order_by(is_pinned, "-dated_on", "-first_published_at")


def front_news(language: str) -> list[NewsPage]:
    """The news of the front page, what is pinned first."""
    return _dressed(_pinned_first(_public_news(language), timezone.localdate()), slice(ON_FRONT))


def _dressed(news: "QuerySet[NewsPage]", part: slice) -> list[NewsPage]:
    """Each piece with what its line shows: its picture, else its first photograph, and the pin.

    Who writes news adds photographs; the picture of the page is a setting that few open.
    """
    photos = NewsPhoto.objects.filter(page=OuterRef("pk")).order_by("sort_order", "pk")
    first = Case(When(picture=None, then=Subquery(photos.values("image")[:1])))
    found = list(news.annotate(photo=first).prefetch_related("picture__renditions")[part])
    images = SiteImage.objects.prefetch_related("renditions")
    keys = {piece.photo for piece in found if piece.photo}
    pictures = images.in_bulk(keys) if keys else {}
    today = timezone.localdate()
    for piece in found:
        piece.line_picture = piece.picture or pictures.get(piece.photo)
        piece.is_pinned = piece.pinned_until is not None and piece.pinned_until >= today
    return found


@dataclass(frozen=True)
class Progress:
    """How far the newest published plan of measures is: numbers of measures."""

    year: int
    finished: int
    running: int
    waiting: int
    total: int
    url: str

    @property
    def states(self) -> list[str]:
        """The state of each measure, what is finished first."""
        groups = (("finished", self.finished), ("in-progress", self.running), ("", self.waiting))
        return [state for state, count in groups for _each in range(count)]


def find_progress() -> Progress | None:
    """The newest published plan's measures by state, or None before one was published."""
    published = Publication.objects.filter(kind=Publication.Kind.PLAN, plan__is_public=True)
    newest = (
        published.order_by("-plan__fiscal_year", "-version")
        .values_list("plan__fiscal_year", "snapshot__counts")
        .first()
    )
    if newest is None:
        return None
    year, counts = newest
    finished, total = counts.get("finished", 0), sum(counts.values())
    running = counts.get("in-progress", 0) + counts.get("late", 0)
    address = reverse("public_plan", args=[year])
    waiting = total - finished - running
    return Progress(year, finished, running, waiting, total, address)


def news_list(page: NewsIndexPage, asked: Mapping[str, str]) -> dict[str, Any]:
    """One sheet of news by category, year (B.E.) and number of the sheet; nonsense asks for nothing."""
    everything = _public_news(page.language).child_of(page)
    news = _pinned_first(everything, timezone.localdate())
    categories = list(NewsCategory.objects.all())
    category = next((c for c in categories if c.slug == asked.get("category")), None)
    year = _number(asked.get("year", ""))
    if category:
        news = news.filter(category=category)
    if year:
        news = news.filter(dated_on__year=year - 543)
    years = everything.annotate(y=ExtractYear("dated_on")).values_list("y", flat=True)
    sheet: Sheet[NewsPage] = Paginator(news, ON_SHEET).get_page(asked.get("page"))
    end = sheet.number * ON_SHEET
    sheet.object_list = _dressed(news, slice(end - ON_SHEET, end))
    return {
        "sheet": sheet,
        "categories": categories,
        "category": category,
        "year": year,
        "years": sorted({y + 543 for y in years.distinct()}, reverse=True),
    }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 2400 < int(text) < 2800 else None


def list_entries(kind: str, limit: int) -> list[PublicEntry]:
    """The newest entries of a register (evidence/entries); none of a register that is gone."""
    source = next((s for s in registry.list_all() if s.code == kind), None)
    return list(islice(source.entries(), limit)) if source else []


def find_site_root() -> Page | None:
    """The page at "/", or None before the site was begun."""
    site = Site.objects.select_related("root_page").first()
    return site.root_page if site else None
