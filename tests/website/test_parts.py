"""Parts that pages share: asked once until something changes, never in the office."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prongsai.organization.queries import get_profile
from prongsai.organization.services import update_profile
from prongsai.website import parts
from prongsai.website.models import NewsPage
from prongsai.website.news import front_news
from prongsai.website.queries import read_frame
from tests.conftest import Office


@pytest.fixture(autouse=True)
def _parts(settings: Any) -> Iterator[None]:
    settings.KEEP_PARTS = True
    parts._kept.clear()
    yield
    parts._kept.clear()


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_a_front_page_asks_for_its_own_text_only(office: Office, client: Client) -> None:
    first = _queries(client, "/")
    again = _queries(client, "/")
    assert first > 8
    assert again <= 4


def test_a_change_shows_at_once_also_to_who_has_a_session(office: Office, client: Client) -> None:
    client.force_login(office.officer, backend="prongsai.accounts.backends.GroupBackend")
    client.get("/about/")
    update_profile(actor=office.admin, profile=get_profile(), phone="๐ ๔๓๙๙ ๙๙๙๙")
    assert "0 4399 9999" in client.get("/about/").content.decode()


def test_a_published_title_is_in_the_list_at_once(
    office: Office, client: Client, news: NewsPage
) -> None:
    client.get("/")
    news.title = "ประปาหมู่ ๓ หยุดจ่ายน้ำ"
    news.save_revision(user=office.officer).publish(user=office.officer)
    assert news.title in client.get("/").content.decode()


def test_nothing_is_kept_where_no_public_page_is_made(office: Office, client: Client) -> None:
    client.force_login(office.officer, backend="prongsai.accounts.backends.GroupBackend")
    client.get("/office/")
    client.post("/display/", {"size": "large"})
    read_frame("th")
    front_news("th")
    assert not parts._kept


def test_what_is_switched_off_keeps_nothing(office: Office, client: Client, settings: Any) -> None:
    settings.KEEP_PARTS = False
    client.get("/")
    assert not parts._kept


def test_pages_that_are_not_there_are_found_once_they_are(
    office: Office, client: Client, news: NewsPage
) -> None:
    news.unpublish(user=office.officer)
    assert client.get(news.address).status_code == 404
    news.save_revision(user=office.officer).publish(user=office.officer)
    assert client.get(news.address).status_code == 200
