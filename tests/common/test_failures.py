"""A page whose database is away, one that breaks by itself, and one that is not there."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from prongsai.measures import queries
from tests.conftest import Office


@pytest.fixture
def client() -> Client:
    """A visitor who gets the page of the failure, not its exception."""
    return Client(raise_request_exception=False)


def test_while_the_database_is_away_people_are_asked_to_wait(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Any, *args: Any, **more: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", refuse)
        answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "ฐานข้อมูลกำลังเริ่มทำงานใหม่" in answer.content.decode()
    assert "server closed" not in answer.content.decode()


def test_any_other_failure_is_500_in_thai(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **more: Any) -> None:
        raise ValueError("secret detail")

    monkeypatch.setattr(queries, "list_public_plans", fail)
    answer = client.get("/plan/")
    assert answer.status_code == 500
    assert "ระบบขัดข้อง" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


def test_a_page_that_is_not_there_keeps_colleagues_in_the_office(
    office: Office, sign_in: Any
) -> None:
    colleague = sign_in(office.head)
    for address in ("/office/nothing/", "/office/disclosure/2500/", "/office/paintings/1/"):
        answer = colleague.get(address)
        page = answer.content.decode()
        assert answer.status_code == 404, address
        assert '<main class="content-wrapper' in page, address  # the menu stays beside it
        assert "ไม่พบหน้านี้" in page
        assert "page404" not in page
        assert "Wagtail" not in page.partition("<body")[2].partition("<script")[0]
    colleague.cookies["django_language"] = "en"
    assert "This page was not found" in colleague.get("/office/nothing/").content.decode()
    request = RequestFactory().get("/office/nothing/")
    request.user = AnonymousUser()
    with translation.override("th"):
        stranger = render_to_string("wagtailadmin/404.html", request=request)
    assert "ไม่พบหน้านี้" in stranger
    assert "content-wrapper" not in stranger


def test_what_arrives_broken_is_answered_in_thai_and_a_lost_reader_can_search(
    office: Office,
    client: Client,
) -> None:
    broken = Client().post("/questions/ask/", b"--x", content_type="multipart/form-data")
    assert broken.status_code == 400
    assert "อ่านคำขอไม่ได้" in broken.content.decode()
    assert "Bad Request" not in broken.content.decode()
    lost = client.get("/nowhere/at/all/")
    assert lost.status_code == 404
    assert '<form class="p-search" role="search" action="/search/">' in lost.content.decode()
