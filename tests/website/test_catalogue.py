"""What programs find: the catalogue, well-known addresses, sitemap, structured data."""

import datetime as dt
import json
import re
from typing import Any
from xml.etree import ElementTree

import lxml.html
import pytest
from django.conf import settings
from django.utils import timezone
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from prongsai.common.opendata import list_datasets
from prongsai.organization import services as organization
from prongsai.organization.models import DataLicence
from prongsai.organization.queries import get_profile
from prongsai.website.models import ContentPage, HomePage, NewsPage
from prongsai.website.open_data import views
from tests.conftest import Office
from tests.website.conftest import TITLE, add_news

BASE = settings.PRONGSAI_BASE_URL
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own
def test_the_catalogue_says_of_each_data_set_what_dcat_ap_asks(
    office: Office, published: Any, news: NewsPage, client: Any
) -> None:
    organization.update_profile(
        actor=office.officer, profile=get_profile(), data_licence=DataLicence.DGA.value
    )
    graph = Graph().parse(data=client.get("/catalog.jsonld").content, format="json-ld")
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    (publisher,) = graph.objects(catalogue, DCTERMS.publisher)
    assert str(graph.value(publisher, FOAF.name)) == get_profile().full_name
    for needed in (DCTERMS.title, DCTERMS.description):
        languages = {text.language for text in graph.objects(catalogue, needed)}  # type: ignore[attr-defined]
        assert languages == {"th", "en"}
    datasets = list(graph.objects(catalogue, DCAT.dataset))
    assert len(datasets) == len(list_datasets()) == len(set(datasets))
    for dataset in datasets:
        for needed in (DCTERMS.title, DCTERMS.description, DCAT.theme, DCAT.contactPoint):
            assert list(graph.objects(dataset, needed)), (dataset, needed)
        kinds = set()
        for distribution in graph.objects(dataset, DCAT.distribution):
            assert graph.value(distribution, DCTERMS.license) == URIRef(DataLicence.DGA.value)
            address = str(graph.value(distribution, DCAT.downloadURL))
            answer = client.get(address.removeprefix(BASE))
            media_type = str(graph.value(distribution, DCAT.mediaType)).rpartition("types/")[2]
            assert answer.headers["Content-Type"].split(";")[0] == media_type
            kinds.add(media_type)
        assert kinds == {"application/json", "text/csv"}
    plans = URIRef(f"{BASE}/catalog.jsonld#plans")
    changed = graph.value(plans, DCTERMS.modified)
    assert isinstance(changed, Literal)
    assert changed.toPython() == published.publications.get().published_at
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    assert graph.value(service, DCAT.endpointURL) == URIRef(f"{BASE}/api/v1/")


def test_well_known_addresses_lead_to_the_api_and_to_whom_to_tell(
    office: Office, client: Any
) -> None:
    answer = client.head("/.well-known/api-catalog")
    assert answer.headers["Content-Type"].startswith("application/linkset+json; profile=")
    assert 'rel="api-catalog"' in answer.headers["Link"]
    (link,) = json.loads(client.get("/.well-known/api-catalog").content)["linkset"]
    for relation in ("service-desc", "service-doc", "service-meta"):
        ((target,)) = link[relation]
        found = client.get(target["href"].removeprefix(BASE))
        assert found.headers["Content-Type"].split(";")[0] == target["type"]
    assert client.get("/.well-known/security.txt").status_code == 404
    organization.update_profile(
        actor=office.officer, profile=get_profile(), email="it@office.example", phone="0 4377 1234"
    )
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:it@office.example\n" in text
    expires = dt.datetime.fromisoformat(re.findall(r"^Expires: (.+)$", text, re.M)[0])
    assert timezone.now() < expires < timezone.now() + dt.timedelta(days=365)


def test_the_sitemap_holds_pages_and_what_registers_publish(
    news: NewsPage, published: Any, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_news("draft", "ร่าง", live=False)
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = [url.findtext("s:loc", "", MAP) for url in root.findall("s:url", MAP)]
    assert len(set(found)) == len(found)
    plan = f"/plan/{published.fiscal_year}/"
    for path in ("/", plan, news.get_url()):
        assert BASE + path in found
    assert not any("draft" in address for address in found)
    dated = {
        url.findtext("s:loc", "", MAP)
        for url in root.findall("s:url", MAP)
        if url.findtext("s:lastmod", "", MAP)
    }
    assert {BASE + plan, BASE + news.get_url()} <= dated
    monkeypatch.setattr(views, "ON_SITEMAP", 5)
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [part.findtext("s:loc", "", MAP) for part in index.findall("s:sitemap", MAP)]
    again: list[str] = []
    for part in parts:
        sheet = ElementTree.fromstring(client.get(part.removeprefix(BASE)).content)
        again += [url.findtext("s:loc", "", MAP) for url in sheet.findall("s:url", MAP)]
    assert again == found
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert f"Sitemap: {BASE}/sitemap.xml" in client.get("/robots.txt").content.decode()


def _read(client: Any, address: str) -> tuple[Any, dict[str, Any]]:
    page = lxml.html.fromstring(client.get(address).content.decode())
    (block,) = page.xpath("//script[@type='application/ld+json']/text()")
    return page, {node["@type"]: node for node in json.loads(block)["@graph"]}


def test_pages_say_what_they_are_in_the_words_of_schema_org(
    office: Office, news: NewsPage, published: Any, client: Any
) -> None:
    page, nodes = _read(client, "/")
    assert nodes["GovernmentOrganization"]["name"] == get_profile().full_name
    ((picture,)) = page.xpath("//meta[@property='og:image']/@content")
    shared = client.get(picture.removeprefix(BASE))
    assert (shared.headers["Content-Type"], shared.content[:4]) == ("image/png", b"\x89PNG")
    news.title = "</script><b>&" + TITLE
    news.save_revision().publish()
    page, nodes = _read(client, news.get_url())
    assert nodes["NewsArticle"]["headline"] == "</script><b>&" + TITLE
    steps = nodes["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[-1]["item"] == BASE + news.get_url()
    _page, nodes = _read(client, f"/plan/{published.fiscal_year}/")
    assert [step["item"] for step in nodes["BreadcrumbList"]["itemListElement"]] == [
        f"{BASE}/",
        f"{BASE}/plan/",
    ]
    assert nodes["Dataset"]["license"] == get_profile().data_licence


def test_a_page_names_its_twin_in_the_other_language(office: Office, client: Any) -> None:
    home, english = (
        next(h for h in HomePage.objects.all() if h.language == x) for x in ("th", "en")
    )
    thai = home.add_child(instance=ContentPage(title="ติดต่อ", slug="reach"))
    twin = ContentPage(title="Contact", slug="reach", other_language=thai.page_ptr)
    english.add_child(instance=twin)
    own, other = (f'href="{BASE}{page.get_url()}"' for page in (thai, twin))
    for page in (thai, twin):
        text = client.get(page.get_url()).content.decode()
        for language, address in (("th", own), ("en", other), ("x-default", own)):
            assert f'<link rel="alternate" hreflang="{language}" {address}>' in text
