"""What is wrong with a feed, a calendar, a sitemap or a catalogue by its standard; an empty list is good.

Grammars lie beside: RFC 4287 (Atom), JSON Feed 1.1, Sitemaps 0.9. `make quality` asks them of the example.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from icalendar import Calendar
from icalendar.cal import Component
from jsonschema import Draft202012Validator
from lxml import etree
from rdflib import Graph, Node, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

HERE = Path(__file__).parent
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LONGEST_LINE = 75
# What DCAT-AP 3 makes mandatory.
MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description),
    DCAT.Distribution: (DCAT.accessURL,),
    DCAT.DataService: (DCTERMS.title, DCAT.endpointURL),
    FOAF.Agent: (FOAF.name,),
}
ADDRESSES = (DCAT.accessURL, DCAT.downloadURL, DCAT.endpointURL, DCAT.landingPage, DCTERMS.license)


def atom_faults(content: bytes) -> list[str]:
    """RFC 4287: the grammar, ids that are given once, a link of its own and one to each entry's page."""
    root = etree.fromstring(content)
    grammar = _grammar()
    if not grammar.validate(root):
        return [str(error) for error in grammar.error_log]
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)]
    faults = ["the same id twice"] * (len(set(ids)) < len(ids))
    faults += ["no link rel=self"] * (root.find("a:link[@rel='self']", ATOM) is None)
    if any(not _has_page(entry) for entry in root.findall("a:entry", ATOM)):
        faults.append("an entry without content or a link rel=alternate")
    return faults


@cache
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(HERE / "atom.rng"))


def _has_page(entry: etree._Element) -> bool:
    if entry.find("a:content", ATOM) is not None:
        return True
    return any(
        link.get("rel", "alternate") == "alternate" for link in entry.findall("a:link", ATOM)
    )


def json_feed_faults(content: bytes) -> list[str]:
    """JSON Feed 1.1: the schema, and ids that are given once."""
    told = json.loads(content)
    schema = json.loads((HERE / "json-feed.json").read_text("utf-8"))
    faults = [error.message for error in Draft202012Validator(schema).iter_errors(told)]
    ids = [item.get("id") for item in told.get("items", [])]
    return faults + ["the same id twice"] * (len(set(ids)) < len(ids))


def sitemap_faults(content: bytes) -> list[str]:
    """Sitemaps 0.9: the schema; each address once; not above 50 MB."""
    schema = etree.XMLSchema(etree.parse(HERE / "sitemap.xsd"))
    is_valid = schema.validate(etree.fromstring(content))
    faults = [] if is_valid else [str(error) for error in schema.error_log]
    return faults + ["above 50 MB"] * (len(content) > 50 * 1024 * 1024)


def ics_faults(content: bytes) -> list[str]:
    """RFC 5545: lines of at most 75 bytes ended by CRLF; what a calendar and its entries must say."""
    faults = [f"a line of {len(x)} bytes" for x in content.split(b"\r\n") if len(x) > LONGEST_LINE]
    faults += ["a line without CRLF"] * (b"\n" in content.replace(b"\r\n", b""))
    calendar = Calendar.from_ical(content)
    faults += [f"no {name}" for name in ("PRODID", "VERSION") if name not in calendar]
    events = calendar.walk("VEVENT")
    ids = [event.get("UID") for event in events]
    faults += ["the same UID twice"] * (len(set(ids)) < len(ids))
    return faults + [fault for event in events for fault in _event_faults(event)]


def _event_faults(event: Component) -> Iterator[str]:
    name = event.get("UID", event.get("SUMMARY", ""))
    yield from (f"{name}: {text}" for _name, text in event.errors)
    needed = ("UID", "DTSTAMP", "DTSTART", "SUMMARY")
    yield from (f"{name}: no {field}" for field in needed if field not in event)
    if "DTSTART" in event and "DTEND" in event:
        begins, ends = event["DTSTART"].dt, event["DTEND"].dt
        if isinstance(begins, dt.datetime) != isinstance(ends, dt.datetime):
            yield f"{name}: a day and a moment"
        elif ends <= begins:
            yield f"{name}: ends before it begins"


def dcat_faults(content: bytes) -> list[str]:
    """DCAT-AP 3: what is mandatory is said, addresses are addresses, all hangs together."""
    graph = Graph().parse(data=content, format="json-ld")
    faults = [
        f"{node}: no {needed}"
        for kind, properties in MANDATORY.items()
        for node in graph.subjects(RDF.type, kind)
        for needed in properties
        if graph.value(node, needed) is None
    ]
    faults += [f"{kind}: none" for kind in MANDATORY if not any(graph.subjects(RDF.type, kind))]
    faults += [
        f"{found}: no address"
        for address in ADDRESSES
        for found in graph.objects(None, address)
        if not _is_address(found)
    ]
    return faults + list(_loose(graph))


def _is_address(node: Node) -> bool:
    return isinstance(node, URIRef) and str(node).startswith(("http://", "https://"))


def _loose(graph: Graph) -> Iterator[str]:
    """Data sets that no catalogue names, distributions that belong to none."""
    for kind, named in ((DCAT.Dataset, DCAT.dataset), (DCAT.Distribution, DCAT.distribution)):
        for node in graph.subjects(RDF.type, kind):
            if not any(graph.subjects(named, node)):
                yield f"{node}: named by nothing"


# The judge of a media type.
JUDGES: dict[str, Callable[[bytes], list[str]]] = {
    "application/atom+xml": atom_faults,
    "application/feed+json": json_feed_faults,
    "text/calendar": ics_faults,
    "application/xml": sitemap_faults,
    "application/ld+json": dcat_faults,
}
