"""Kept pages: the same until somebody changes something, never another reader's."""

import gzip
from collections.abc import Iterator
from typing import Any

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prongsai.organization.queries import get_profile
from prongsai.organization.services import update_profile
from prongsai.website import caching
from tests.conftest import Office


@pytest.fixture(autouse=True)
def _cache(settings: Any) -> Iterator[None]:
    settings.PAGE_CACHE = True
    caching._kept.clear()
    yield
    caching._kept.clear()


def _queries(client: Client, path: str, **headers: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path, **headers).status_code in (200, 304)
    return len(queries)


def test_a_kept_page_costs_one_query_and_a_change_shows_at_once(
    office: Office, client: Client
) -> None:
    assert _queries(client, "/about/") > 3
    assert _queries(client, "/about/") == 1
    update_profile(actor=office.admin, profile=get_profile(), phone="๐ ๔๓๙๙ ๙๙๙๙")
    assert "0 4399 9999" in client.get("/about/").content.decode()


def test_who_has_the_page_gets_its_etag_and_the_rest_squeezed(
    office: Office, client: Client
) -> None:
    plain = client.get("/about/")
    again = client.get("/about/", HTTP_IF_NONE_MATCH=plain["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    for name, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        packed = client.get("/about/", HTTP_ACCEPT_ENCODING=name)
        assert packed["Content-Encoding"] == name
        assert unpack(packed.content) == plain.content
        assert "Accept-Encoding" in packed["Vary"]


def test_readers_get_their_own_language_and_letters(office: Office, client: Client) -> None:
    assert 'lang="th"' in client.get("/ita/", HTTP_ACCEPT_LANGUAGE="th").content.decode()
    assert 'lang="en"' in client.get("/ita/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    client.cookies["size"] = "larger"
    assert 'data-size="larger"' in client.get("/ita/", HTTP_ACCEPT_LANGUAGE="en").content.decode()


def test_what_belongs_to_a_reader_is_never_kept(office: Office, client: Client) -> None:
    client.force_login(office.officer, backend="prongsai.accounts.backends.GroupBackend")
    for path in ("/about/", "/office/", "/office/login/"):
        client.get(path)
    assert not caching._kept
    stranger = Client()
    for path in ("/office/login/", "/missing/", "/sitemap.xml"):
        stranger.get(path)
    assert not caching._kept
