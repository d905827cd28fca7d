"""Every page that a site begins with can be read, in few queries, in its own language."""

import json
import re
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prongsai.organization.models import OrganizationKind, OrganizationProfile
from prongsai.organization.queries import get_profile
from prongsai.organization.services import update_profile
from prongsai.website.models import Law, LawsPage, SitePage
from prongsai.website.queries import path_of, read_frame
from prongsai.website.services import begin_site
from tests.conftest import Office

MOST_QUERIES = 12


def paths() -> list[str]:
    """The addresses of all pages below the front page, and its own."""
    found = SitePage.objects.live().filter(depth__gt=1).order_by("path")
    return [path_of(url_path) for url_path in found.values_list("url_path", flat=True)]


@pytest.mark.django_db
def test_every_first_page_is_read_in_its_language_within_few_queries(
    office: Office, client: Client
) -> None:
    client.get("/")  # what is remembered between requests is read once
    found = paths()
    assert len(found) > 35
    over = {}
    for path in found:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        assert answer.status_code == 200, path
        language = "en" if path.startswith("/en/") else "th"
        text = answer.content.decode()
        assert f'<html lang="{language}"' in text, path
        assert "{" not in text.split("<main")[1].split("</main>")[0], (
            f"{path}: a word was not filled"
        )
        if len(queries) > MOST_QUERIES:
            over[path] = len(queries)
    assert over == {}


@pytest.mark.django_db
def test_a_site_is_begun_once_quickly_and_is_a_sound_tree(office: Office) -> None:
    before = paths()
    begin_site(actor=None)
    assert paths() == before
    assert SitePage.find_problems() == ([], [], [], [], [])
    assert [link.title for link in read_frame("en").menu] == [
        "About us", "Services", "Transparency", "Contact"
    ]  # fmt: skip
    twin = SitePage.objects.get(url_path="/home/en/about/structure/")
    assert twin.other_language.url_path == "/home/about/structure/"
    laws = Law.objects.filter(page=LawsPage.objects.get())
    assert laws.count() > 15
    assert "{" not in "".join(laws.values_list("title", flat=True))
    for page in SitePage.objects.filter(depth__gt=1).specific():
        page.full_clean()
    SitePage.objects.filter(depth=2).get().delete()
    start = time.process_time()
    begin_site(actor=None)
    assert time.process_time() - start < 1
    assert paths() == before


@pytest.mark.django_db
@pytest.mark.parametrize("kind", OrganizationKind.values)
def test_each_kind_of_government_has_its_own_law_in_its_texts(office: Office, kind: str) -> None:
    SitePage.objects.filter(depth=2).get().delete()
    OrganizationProfile.objects.update(kind=kind)
    begin_site(actor=None)
    text = SitePage.objects.get(url_path="/home/about/duties/").specific.body
    assert "พระราชบัญญัติ" in json.dumps(text.get_prep_value(), ensure_ascii=False)


@pytest.mark.django_db
def test_the_way_to_an_english_page_begins_at_the_english_front_page(
    office: Office, client: Client
) -> None:
    ways = {"/en/about/structure/": ["/en/", "/en/about/"], "/about/structure/": ["/", "/about/"]}
    for path, way in ways.items():
        trail = (
            client.get(path).content.decode().split('<nav class="p-trail"')[1].split("</nav>")[0]
        )
        assert re.findall(r'href="([^"]+)"', trail) == way
    assert '<nav class="p-trail"' not in client.get("/en/").content.decode()


@pytest.mark.django_db
def test_english_pages_take_the_english_name_when_it_is_known_and_keep_what_was_written(
    office: Office, client: Client
) -> None:
    profile = get_profile()
    assert profile.full_name in client.get("/en/").content.decode().split("<main")[1]
    written = SitePage.objects.get(url_path="/home/en/privacy/").specific
    written.save_revision().publish()
    name = "Tua Yang Subdistrict Administrative Organization"
    update_profile(actor=None, profile=profile, name_en=name)
    for path in ("/en/", "/en/about/"):
        text = client.get(path).content.decode().split("<main")[1].split("</main>")[0]
        assert name in text, path
        assert profile.full_name not in text, path
    whole = client.get("/en/about/").content.decode()
    for part in (whole.split("<main")[0].split("<body")[1], whole.split("</main>")[1]):
        assert name in part
        assert profile.full_name not in part
    assert profile.amphoe not in whole.split("<main")[0]  # known in Thai only
    assert profile.full_name in client.get("/en/privacy/").content.decode().split("<main")[1]
    update_profile(actor=None, profile=profile, name_en="Another Name")
    assert name in client.get("/en/").content.decode()  # an officer may have written it so


def test_what_the_example_shows_names_pages_pictures_and_scenes_that_exist() -> None:
    from prongsai.website.content import read
    from prongsai.website.example.pictures import SCENES
    from prongsai.website.models import DocumentKind

    told = read("example")
    pictures = {row["code"] for row in told["pictures"]}
    documents = {row["code"] for row in told["documents"]}
    assert {row["scene"] for row in told["pictures"]} == set(SCENES)
    assert all(row["shows"] for row in told["pictures"])
    assert {row["kind"] for row in told["documents"]} <= set(DocumentKind.values)
    news = told["news"]
    assert len(news) >= 12
    assert {row["category"] for row in news} == {c["slug"] for c in read("start")["categories"]}
    assert sum("pinned" in row for row in news) == sum("expired" in row for row in news) == 1
    for row in [*news, *told["albums"]]:
        assert {row["picture"]} <= pictures if "picture" in row else True
        assert set(row.get("photos", ())) <= pictures
        assert set(row.get("files", ())) <= documents
