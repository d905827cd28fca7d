"""What the head of every public page says to programs."""

from typing import Any

from django import template

from prongsai.common.opendata import absolute
from prongsai.organization.models import OrganizationProfile
from prongsai.website.kit import Brand
from prongsai.website.models import ContactPage, HomePage
from prongsai.website.open_data.feeds import list_feeds
from prongsai.website.open_data.speaker import (
    describe_organization,
    describe_website,
    name_organization,
    organization_id,
    point_at,
)
from prongsai.website.open_data.structured import describe_page, write_graph
from prongsai.website.queries import Link, site_profile
from prongsai.website.sharing import share_address

register = template.Library()
OTHER = {"th": "en", "en": "th"}
SHARED = "fill-1200x630|format-jpeg"


@register.inclusion_tag("website/_head_links.html", takes_context=True)
def site_head(context: Any) -> dict[str, Any]:
    """Feeds, the other language, the picture where the page is shared, structured data."""
    page, canonical = context.get("page"), context.get("canonical", "")
    page = page if hasattr(page, "url_path") else None  # others mean a sheet of a list
    if not canonical:
        return {"feeds": list_feeds()}
    picture = _picture_of(page, context)
    nodes = describe_page(page, canonical, context.get("trail") or [], picture)
    nodes += context.get("structured") or []
    return {
        "feeds": list_feeds(),
        "picture": picture,
        "alternates": _alternates(page, canonical, context.get("twin")),
        "structured": write_graph([*nodes, *_speaker(page, context, nodes, picture)]),
    }


def _speaker(page: Any, context: Any, nodes: list[Any], picture: str) -> list[Any]:
    """The organisation: all of it where people look for it, its name where another node points at it."""
    profile, mark = _profile(context), (context.get("frame") or {}).get("mark", "")
    if profile is None:
        return []
    if isinstance(page, HomePage | ContactPage):
        told = [describe_organization(profile, picture, mark, page)]
        is_front = isinstance(page, HomePage)
        return [*told, describe_website(profile, page.language)] if is_front else told
    return [name_organization(profile, mark)] if point_at(nodes, organization_id()) else []


def _profile(context: Any) -> OrganizationProfile | None:
    """Today's profile; frozen documents bring that of their day as plain values."""
    given = context.get("profile")
    return given if isinstance(given, OrganizationProfile) else site_profile()


def _picture_of(page: Any, context: Any) -> str:
    """The page's own picture, else a drawn one with its title; none before there is an organisation."""
    if page is not None and (picture := page.main_picture):
        return absolute(picture.get_rendition(SHARED).url)
    frame, profile = context.get("frame"), _profile(context)
    if not frame or profile is None:
        return ""
    return absolute(share_address(page, Brand(profile, frame["look"], frame["mark"])))


def _alternates(page: Any, canonical: str, twin: Link | None) -> list[tuple[str, str]]:
    """Language and address of the page and of its twin; who reads neither gets the Thai one."""
    if page is None or twin is None:
        return []
    own, other = (page.language, canonical), (OTHER[page.language], absolute(twin.url))
    thai = canonical if page.language == "th" else absolute(twin.url)
    return [own, other, ("x-default", thai)]
