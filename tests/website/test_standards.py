"""What programs read keeps to its standard, and the judges of `make quality` see what does not."""

from typing import Any

import pytest
from django.utils import timezone

from prongsai.website.models import CalendarPage, EventPage, NewsPage
from tests.standards import JUDGES, atom_faults

# rdflib's own
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
ADDRESSES = (
    "/feeds/news.atom", "/feeds/news.json", "/feeds/all.atom", "/feeds/news/announcement.json", "/documents/feed.atom",
    "/documents/feed.atom?kind=order", "/calendar.ics", "/sitemap.xml", "/catalog.jsonld",
)  # fmt: skip
# What is broken in a document, by what it is put right with.
BROKEN = (
    ("/feeds/news.atom", "<updated>", "<updated>on "),
    ("/feeds/news.atom", "</author>", "</author><rating>5</rating>"),
    ("/feeds/news.atom", 'rel="self"', 'rel="related"'),
    ("/feeds/news.json", '"content_text"', '"text"'),
    ("/feeds/news.json", '"date_published": "2', '"date_published": "x2'),
    ("/calendar.ics", "UID:", "X-UID:"),
    ("/calendar.ics", "\r\n", "\n"),
    ("/calendar.ics", "SUMMARY:", "SUMMARY:" + "ก" * 30),
    ("/calendar.ics", "DTEND;VALUE=DATE:2", "DTEND;VALUE=DATE:1"),
    ("/sitemap.xml", "<loc>", "<loc>/"),
    ("/sitemap.xml", "<lastmod>", "<lastmod>today "),
    ("/sitemap.xml", "</urlset>", "<url><changefreq>daily</changefreq></url></urlset>"),
    ("/catalog.jsonld", '"dct:publisher": {"@id"', '"dct:creator": {"@id"'),
    ("/catalog.jsonld", '"dcat:accessURL": {"@id"', '"dcat:page": {"@id"'),
)


@pytest.fixture
def told(news: NewsPage, published: Any) -> None:
    """A site with news, an event of a whole day and a published plan."""
    event = EventPage(title="วันเด็ก", slug="children", first_on=timezone.localdate())
    CalendarPage.objects.order_by("depth", "path")[0].add_child(instance=event)
    event.save_revision().publish()


def _ask(client: Any, address: str) -> tuple[str, bytes]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.headers["Content-Type"].split(";")[0], answer.content


def test_everything_that_programs_read_keeps_to_its_standard(told: None, client: Any) -> None:
    found = {address: _ask(client, address) for address in ADDRESSES}
    assert {address: JUDGES[kind](content) for address, (kind, content) in found.items()} == (
        dict.fromkeys(ADDRESSES, [])
    )
    assert {kind for kind, _content in found.values()} == set(JUDGES)


def test_the_judges_see_what_breaks_a_standard(told: None, client: Any) -> None:
    unseen = []
    for address, right, wrong in BROKEN:
        kind, content = _ask(client, address)
        assert right in content.decode(), (address, right)
        if not JUDGES[kind](content.replace(right.encode(), wrong.encode(), 1)):
            unseen.append((address, wrong))
    assert unseen == []


def test_papers_of_one_kind_are_a_feed_of_their_own(told: None, client: Any) -> None:
    whole, orders = (
        _ask(client, f"/documents/feed.atom{query}")[1].decode() for query in ("", "?kind=order")
    )
    assert atom_faults(orders.encode()) == []
    assert whole.split("<id>")[1].split("</id>")[0] != orders.split("<id>")[1].split("</id>")[0]
