"""Who speaks on every page, in the words of schema.org: the local government, and its website.

What programs read has the digits of programs: telephone numbers by E.164, addresses without Thai digits.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from prongsai.common.opendata import absolute
from prongsai.thai.digits import to_arabic
from prongsai.thai.phones import to_international

Node = dict[str, Any]


def organization_id() -> str:
    """The name by which nodes of all pages point at the organisation."""
    return absolute("/#organization")


def describe_organization(profile: Any, picture: str, mark: str, page: Any) -> Node:
    """All of it, for the front page and the page of contacts: names, place, how to reach it, where else
    it speaks."""
    place = {
        "@type": "PostalAddress",
        "streetAddress": to_arabic(profile.address),
        "addressLocality": profile.amphoe,
        "addressRegion": profile.province,
        "addressCountry": "TH",
    }
    told = {
        **name_organization(profile, mark),
        "alternateName": [name for name in (profile.short_name, profile.name_en) if name],
        "image": picture,
        "address": _filled(place),
        "telephone": to_international(profile.phone) or to_arabic(profile.phone),
        "email": profile.email,
        "sameAs": _other_places(profile, page),
    }
    return _filled(told)


def name_organization(profile: Any, mark: str) -> Node:
    """Enough of it to know who wrote or keeps something."""
    told = {
        "@type": "GovernmentOrganization",
        "@id": organization_id(),
        "name": profile.full_name,
        "url": absolute("/"),
        "logo": absolute(reverse("public_logo", args=[mark])) if mark else "",
    }
    return _filled(told)


def describe_website(profile: Any, language: str) -> Node:
    """The site as a whole, with the way to search it."""
    is_english = language == "en" and bool(profile.name_en)
    search = f"{absolute(reverse('public_search'))}?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "@id": absolute("/#website"),
        "name": profile.name_en if is_english else profile.full_name,
        "url": absolute("/"),
        "inLanguage": ["th", "en"],
        "publisher": {"@id": organization_id()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }


def _other_places(profile: Any, page: Any) -> list[str]:
    """Its older website; where the page names channels, those."""
    named = [str(block.value["url"]) for block in getattr(page, "channels", ())]
    elsewhere = (u for u in [profile.website, *named] if u.startswith(("https://", "http://")))
    own = settings.PRONGSAI_BASE_URL
    return list(dict.fromkeys(url for url in elsewhere if not url.startswith(own)))


def point_at(nodes: Sequence[Node], wanted: str) -> bool:
    """Whether one of the nodes refers to another by its name without being it."""
    return any(_names(node, wanted) for node in nodes) and all(
        node.get("@id") != wanted for node in nodes
    )


def _names(value: Any, wanted: str) -> bool:
    if isinstance(value, dict):
        return value.get("@id") == wanted or _any_names(value.values(), wanted)
    return isinstance(value, list) and _any_names(value, wanted)


def _any_names(values: Iterable[Any], wanted: str) -> bool:
    return any(_names(value, wanted) for value in values)


def _filled(told: Node) -> Node:
    return {name: value for name, value in told.items() if value}
