"""Reading the website: navigation, the frame of a page, registers' entries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Func, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Coalesce
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Site

from prongsai.evidence.entries import PublicEntry, registry
from prongsai.measures.models import Publication
from prongsai.organization.models import OrganizationProfile
from prongsai.organization.queries import find_profile
from prongsai.website.models import HomePage, Look, SitePage
from prongsai.website.models.base import ENGLISH, ROOT
from prongsai.website.parts import shared
from prongsai.website.tree import nearest, path_of, places_up

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
    kind = _find_kind(path)
    return kind.objects.live().filter(url_path=f"/{ROOT}/{path}").first() if kind else None


@shared
def _find_kind(path: str) -> Any:
    """The page type at an address: so a page is one question where many readers ask for it."""
    found = Page.objects.live().filter(url_path=f"/{ROOT}/{path}").first()
    return found.specific_class if found else None


def is_public(path: str) -> bool:
    """Whether a public page stands at an address of this site."""
    return Page.objects.live().filter(url_path=f"/{ROOT}{path}").exists()


@dataclass(frozen=True)
class Frame:
    """What stands around every public page."""

    menu: list[Link]
    look: Look
    logo: str = ""  # digest of the organisation's own mark
    mark: str = ""  # the same, else of the emblem on its papers
    foot: list[Link] = field(default_factory=list)  # pages of the first level outside the menu


class EndDigest(Func):
    """A digest of the end of a PNG, where the checksums of all its pixels stand: the whole of a large
    emblem would be read for every page."""

    template = (
        "MD5(SUBSTRING(%(expressions)s FROM GREATEST(OCTET_LENGTH(%(expressions)s) - 63, 1)))"
    )
    output_field = TextField()


@shared
def list_restricted_places() -> frozenset[str]:
    """The places in the tree that not everybody may see."""
    return frozenset(PageViewRestriction.objects.values_list("page__path", flat=True))


@shared
def read_frame(language: str) -> Frame:
    """The sections of the site in a language and how it looks, in one query: every page asks."""
    places = Q(depth=4, url_path__startswith=f"/{ROOT}/{ENGLISH}/")
    if language != ENGLISH:
        places = Q(depth=3) & ~Q(slug=ENGLISH)
    names = ("brand", "accent", "mourning")
    look = {f"look_{name}": Subquery(Look.objects.values(name)[:1]) for name in names}
    logo = Subquery(Look.objects.values(digest=EndDigest("logo"))[:1])
    mark = Coalesce(
        logo, Subquery(OrganizationProfile.objects.values(digest=EndDigest("emblem"))[:1])
    )
    found = list(
        Page.objects.live()
        .filter(places)
        .order_by("path")
        .values("title", "url_path", "show_in_menus", logo=logo, mark=mark, **look)
    )
    links = [(Link(row["title"], path_of(row["url_path"])), row["show_in_menus"]) for row in found]
    menu = [link for link, is_section in links if is_section]
    foot = [link for link, is_section in links if not is_section][:IN_FOOT]
    if not found:
        return Frame(menu, find_look(), mark=find_mark(), foot=foot)
    row = found[0]
    chosen = Look(**{name: row[f"look_{name}"] for name in names}) if row["look_brand"] else Look()
    return Frame(menu, chosen, row["logo"] or "", row["mark"] or "", foot)


def find_mark() -> str:
    """The digest of the organisation's own mark, else of its emblem; empty without either."""
    for rows, name in ((Look.objects, "logo"), (OrganizationProfile.objects, "emblem")):
        if found := rows.values_list(EndDigest(name), flat=True).first():
            return str(found)
    return ""


def page_frame(page: SitePage) -> dict[str, Any]:
    """What the frame of a page shows: organisation, way here, keeper, the other language."""
    line = _line_up(page.path)
    # Above the English front page stands the Thai one, which is not the way to an English page.
    top = 3 if page.language == ENGLISH else 2
    above = [p for p in line if p.path != page.path and p.depth >= top]
    return {
        "profile": site_profile(),
        "canonical": settings.PRONGSAI_BASE_URL + path_of(page.url_path),
        "trail": [Link(p.title, path_of(p.url_path)) for p in above],
        "kept_by": nearest(page.path, {p.path: p.keeper for p in line}),
        "twin": find_twin(page.pk, page.other_language_id),
    }


@shared
def site_profile() -> OrganizationProfile | None:
    """The organisation's profile as public pages show it, or None before it was set up."""
    return find_profile()


@shared
def _line_up(path: str) -> list[SitePage]:
    """The pages from the front page to the one at this place of the tree, with their keepers."""
    line = SitePage.objects.filter(path__in=places_up(path), depth__gt=1)
    return list(line.select_related("keeper").order_by("depth"))


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


@shared
def find_twin(key: int | None, other: int | None) -> Link | None:
    """The page in the other language: that which a page names, or which names the page (`key`)."""
    named = Q(pk=other)
    if key:  # a page that is only previewed has no key yet: it would match all without a twin
        named |= Q(sitepage__other_language=key)
    twin = Page.objects.live().filter(named).values_list("title", "url_path").first()
    return Link(twin[0], path_of(twin[1])) if twin else None


def list_children(page: SitePage) -> "QuerySet[SitePage]":
    """The public pages below, in the order of the tree."""
    return SitePage.objects.child_of(page).live().order_by("path").select_related("picture")


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


@shared
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


def list_entries(kind: str, limit: int) -> list[PublicEntry]:
    """The newest entries of a register (evidence/entries); none of a register that is gone."""
    source = next((s for s in registry.list_all() if s.code == kind), None)
    return list(islice(source.entries(), limit)) if source else []


def find_site_root() -> Page | None:
    """The page at "/", or None before the site was begun."""
    site = Site.objects.select_related("root_page").first()
    return site.root_page if site else None
