"""What pages say to programs in the words of schema.org, held against its definitions, on every page."""

import datetime as dt
import json
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from prongsai.organization import services as organization
from prongsai.organization.queries import get_profile
from prongsai.website.models import ContactPage, NewsPage, SitePage
from prongsai.website.tree import path_of
from tests.conftest import Office
from tests.meetings.conftest import begin, make_staff
from tests.website import files
from tests.website.making import add_event
from tests.website.schema_org import faults_of

REGISTERS = ("/plan/{year}/", "/plan/{year}/versions/", "/ita/", "/documents/", "/meetings/")


def graph_of(client: Client, path: str) -> list[dict[str, Any]]:
    """The nodes of a page; none where it says nothing."""
    page = lxml.html.fromstring(client.get(path, follow=True).content.decode())
    blocks = page.xpath("//script[@type='application/ld+json']/text()")
    return [node for block in blocks for node in json.loads(block)["@graph"]]


def node_of(client: Client, path: str, kind: str) -> dict[str, Any]:
    """The one node of a kind."""
    (found,) = [node for node in graph_of(client, path) if node["@type"] == kind]
    return found


@pytest.fixture
def told(office: Office) -> None:
    """An organisation as officers write it: Thai digits everywhere, an emblem, other channels."""
    profile = get_profile()
    organization.update_profile(
        actor=office.officer,
        profile=profile,
        address="๙๙ หมู่ที่ ๑ ตำบลตัวอย่าง",
        phone="๐ ๔๓๐๐ ๐๐๐๐ ต่อ ๑๑",
        email="saraban@tambon.example",
        website="https://old.example",
    )
    organization.set_emblem(actor=office.admin, content=files.photo(400, 400))
    contact = ContactPage.objects.get(url_path="/home/contact/")
    contact.channels = [
        ("channel", {"name": "Facebook", "shown": "อบต.", "url": "https://facebook.example/sao"}),
        ("channel", {"name": "สายด่วน", "shown": "๑๕๖๗", "url": "tel:1567"}),
    ]
    contact.save_revision().publish()


def test_every_page_says_only_what_schema_org_knows(
    office: Office, told: None, news: NewsPage, published: Any, client: Client
) -> None:
    add_event("ออกหน่วย", first_on=timezone.localdate(), begins=dt.time(9), place="ศาลา หมู่ ๓")
    add_event("สัปดาห์อาสา", first_on=timezone.localdate(), is_cancelled=True)
    pages = SitePage.objects.live().filter(depth__gt=1).order_by("path")
    paths = [path_of(page.url_path) for page in pages]
    meeting = begin(office, make_staff(office))
    paths += [f"/meetings/{meeting.public_id}/"]
    paths += [address.format(year=published.fiscal_year) for address in REGISTERS]
    kinds: set[str] = set()
    faults = {}
    for path in paths:
        graph = graph_of(client, path)
        kinds |= {node["@type"] for node in graph}
        if found := faults_of(graph):
            faults[path] = found
    assert faults == {}
    assert kinds >= {"GovernmentOrganization", "WebSite", "NewsArticle", "BreadcrumbList"}
    assert kinds >= {"Event", "Dataset"}


def test_the_organisation_is_told_with_the_digits_of_programs(told: None, client: Client) -> None:
    node = node_of(client, "/", "GovernmentOrganization")
    assert node["telephone"] == "+6643000000"
    assert node["address"]["streetAddress"] == "99 หมู่ที่ 1 ตำบลตัวอย่าง"
    assert node["sameAs"] == ["https://old.example"]
    contact = node_of(client, "/contact/", "GovernmentOrganization")
    assert contact["sameAs"] == ["https://old.example", "https://facebook.example/sao"]
    logo = client.get(urlsplit(node["logo"]).path)
    assert logo["Content-Type"] == "image/png"


def test_whoever_wrote_the_news_is_named_on_its_page(
    told: None, news: NewsPage, client: Client
) -> None:
    node = node_of(client, news.address, "GovernmentOrganization")
    assert (node["name"], node["@id"]) == (
        get_profile().full_name,
        node_of(client, news.address, "NewsArticle")["author"]["@id"],
    )
    assert "telephone" not in node


def test_an_event_says_when_where_and_whether_it_is_on(told: None, client: Client) -> None:
    day = dt.date(2027, 1, 5)
    timed = add_event("ประชุม", first_on=day, begins=dt.time(9), ends=dt.time(12), place="หมู่ ๓")
    whole = add_event("อาสา", first_on=day, last_on=dt.date(2027, 1, 8), is_cancelled=True)
    node = node_of(client, timed.address, "Event")
    assert (node["startDate"], node["endDate"]) == (
        "2027-01-05T09:00:00+07:00",
        "2027-01-05T12:00:00+07:00",
    )
    assert node["location"]["name"] == "หมู่ 3"
    node = node_of(client, whole.address, "Event")
    assert (node["startDate"], node["endDate"]) == ("2027-01-05", "2027-01-08")
    assert node["eventStatus"] == "https://schema.org/EventCancelled"


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "GovernmentOrganization", "name": "ก"}, "GovernmentOrganization lacks @id"),
        ({"@type": "Place", "name": "ก", "address": "หมู่ ๑"}, "Place.address: 'หมู่ ๑' has Thai digits"),
        ({"@type": "Thing"}, "unknown type 'Thing'"),
        ({"@type": "PostalAddress", "addressCountry": "TH", "street": "1"}, "PostalAddress has no street"),
    ],
)  # fmt: skip
def test_the_checks_themselves_find_faults(node: dict[str, Any], fault: str) -> None:
    assert fault in faults_of([node])


def test_a_search_is_where_the_site_says_it_is(told: None, client: Client) -> None:
    target = node_of(client, "/en/", "WebSite")["potentialAction"]["target"]["urlTemplate"]
    assert "/search/?q={search_term_string}" in target
    asked = urlsplit(target.format(search_term_string="แผน"))
    assert client.get(f"{asked.path}?{asked.query}").status_code == 200
