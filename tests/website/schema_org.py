"""What schema.org says of the types that our pages use: their properties, which are needed, and of what kind.

From the definitions at schema.org, version 29; what is needed as well from what search engines ask for.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

Node = dict[str, Any]
NEEDED: dict[str, set[str]] = {
    "GovernmentOrganization": {"@id", "name", "url"},
    "PostalAddress": {"addressCountry"},
    "WebSite": {"@id", "name", "url", "publisher", "potentialAction"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "NewsArticle": {"@id", "headline", "datePublished", "author", "publisher", "mainEntityOfPage"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Event": {"name", "startDate", "location", "eventStatus", "organizer"},
    "Place": {"name", "address"},
    "Dataset": {"@id", "name", "description", "license", "creator", "distribution"},
    "DataDownload": {"encodingFormat", "contentUrl"},
}
MAY_HAVE: dict[str, set[str]] = {
    "GovernmentOrganization": {
        "alternateName", "logo", "image", "address", "telephone", "email", "sameAs",
    },
    "PostalAddress": {"streetAddress", "addressLocality", "addressRegion"},
    "WebSite": {"inLanguage"},
    "NewsArticle": {"description", "inLanguage", "articleSection", "dateModified", "image"},
    "Event": {"@id", "description", "inLanguage", "endDate", "image", "url"},
    "Dataset": {"url", "version", "dateModified"},
}  # fmt: skip
# Which types a property points at.
POINTS_AT = {
    "publisher": {"GovernmentOrganization"},
    "author": {"GovernmentOrganization"},
    "organizer": {"GovernmentOrganization"},
    "creator": {"GovernmentOrganization"},
    "address": {"PostalAddress", str},
    "location": {"Place", "GovernmentOrganization"},
    "itemListElement": {"ListItem"},
    "distribution": {"DataDownload"},
    "potentialAction": {"SearchAction"},
    "target": {"EntryPoint"},
}
ADDRESSES = {
    "@id",
    "url",
    "logo",
    "image",
    "item",
    "contentUrl",
    "mainEntityOfPage",
    "license",
    "sameAs",
}
MOMENTS = {"datePublished", "dateModified", "startDate", "endDate"}
NO_THAI_DIGITS = {"telephone", "email", "streetAddress", "address", "version", "position"}


def faults_of(graph: list[Node]) -> list[str]:
    """What is wrong with the nodes of one page."""
    named = {node["@id"]: node["@type"] for node in graph if "@id" in node}
    double = [] if len(named) == sum("@id" in node for node in graph) else ["two nodes, one name"]
    return double + [fault for node in graph for fault in _of_node(node, named)]


def _of_node(node: Node, named: dict[str, str]) -> Iterator[str]:
    kind = node.get("@type", "")
    if kind not in NEEDED:
        yield f"unknown type {kind!r}"
        return
    told = set(node) - {"@type"}
    yield from (f"{kind} lacks {name}" for name in sorted(NEEDED[kind] - told))
    allowed = NEEDED[kind] | MAY_HAVE.get(kind, set())
    yield from (f"{kind} has no {name}" for name in sorted(told - allowed))
    for name, value in node.items():
        for one in value if isinstance(value, list) else [value]:
            yield from (f"{kind}.{name}: {fault}" for fault in _of_value(name, one, named))


def _of_value(name: str, value: Any, named: dict[str, str]) -> Iterator[str]:
    if value in ("", None, [], {}):
        yield "is empty"
    if name in ADDRESSES and not (isinstance(value, str) and urlsplit(value).netloc):
        yield f"{value!r} is no address"
    if name in MOMENTS and not _is_moment(value):
        yield f"{value!r} is no day and no moment with its hours from UTC"
    if name in NO_THAI_DIGITS and re.search("[๐-๙]", str(value)):
        yield f"{value!r} has Thai digits"
    if name == "telephone" and not re.fullmatch(r"\+[1-9]\d{7,14}", value):
        yield f"{value!r} is no number by E.164"
    if name not in POINTS_AT:
        return
    if isinstance(value, str):
        if str not in POINTS_AT[name]:
            yield "is a text"
        return
    kind = value.get("@type") or named.get(value["@id"], "a node that is not on the page")
    if kind not in POINTS_AT[name]:
        yield f"points at {kind}"
    if "@type" in value:
        yield from _of_node(value, named)


def _is_moment(value: str) -> bool:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return bool(dt.date.fromisoformat(value))
    return dt.datetime.fromisoformat(value).tzinfo is not None
