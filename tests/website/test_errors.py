"""Pages of errors: one head, one look, a way back, the organisation's name, nothing of the inside."""

from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from prongsai.measures import queries
from prongsai.website import errors
from tests.conftest import Office

NAME = "องค์การบริหารส่วนตำบลทดสอบ"
BROWSER = {"Accept": "text/html,application/xhtml+xml"}
CODES = (400, 403, 404, 405, 413, 429, 500, 503)


def look_at(text: str, *, name: str) -> None:
    """What each of them has."""
    page = lxml.html.fromstring(text)
    assert page.get("lang") == "th"
    title = page.findtext(".//title") or ""
    assert title.endswith(f" · {name}") if name else title
    assert page.xpath("//meta[@name='viewport']")
    assert len(page.xpath("//link[@rel='stylesheet']")) >= 4
    assert page.xpath("//main//a[@href='/' or @href='/office/']")
    assert page.xpath("count(//h1)") == 1
    assert page.xpath("//p[@lang='en']")
    assert "Traceback" not in text
    assert "Error" not in text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.django_db
def test_each_page_of_errors_has_head_language_look_and_a_way_back(
    office: Office, code: int
) -> None:
    look_at(render_to_string(f"{code}.html", errors.read_sender()), name=NAME)
    look_at(render_to_string(f"{code}.html"), name="")  # as where the database does not answer


def test_what_people_meet_is_that_page(
    office: Office, sign_in: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen = Client(headers=BROWSER, raise_request_exception=False)
    monkeypatch.setattr(queries, "list_public_plans", lambda: 1 / 0)
    met = {
        404: citizen.get("/nowhere/"),
        400: citizen.get("/", headers={"Host": "a b"}),
        405: citizen.post("/calendar.ics"),
        403: sign_in(office.finance).get("/office/website/look/"),
        500: citizen.get("/plan/"),
    }
    for code, answer in met.items():
        assert answer.status_code == code
        look_at(answer.content.decode(), name="" if code == 500 else NAME)
    assert met[405]["Allow"]


@pytest.mark.parametrize("code", [405, 413, 429])
def test_an_answer_without_words_gets_a_page_for_people_only(office: Office, code: int) -> None:
    middleware = errors.ErrorPageMiddleware(lambda request: HttpResponse(status=code))
    browser = RequestFactory().get("/", headers=BROWSER)
    answer = middleware(browser)
    assert answer.status_code == code
    assert isinstance(answer, HttpResponse)
    look_at(answer.content.decode(), name=NAME)
    program = middleware(RequestFactory().get("/", headers={"Accept": "application/json"}))
    assert isinstance(program, HttpResponse)
    assert program.content == b""
    spoken = errors.ErrorPageMiddleware(lambda request: HttpResponse("no", status=code))(browser)
    assert isinstance(spoken, HttpResponse)
    assert spoken.content == b"no"


def test_a_page_that_is_missing_is_said_so_without_the_database(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Any, *args: Any, **more: Any) -> None:
        raise OperationalError("server closed the connection")

    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", refuse)
        answer = errors.answer_missing(RequestFactory().get("/"))
    assert answer.status_code == 404
    look_at(answer.content.decode(), name="")


def test_a_forged_form_is_refused_under_the_name_of_the_organisation(office: Office) -> None:
    client = Client(enforce_csrf_checks=True, headers=BROWSER)
    answer = client.post("/questions/ask/", {"text": "ก"})
    assert answer.status_code == 403
    page = lxml.html.fromstring(answer.content.decode())
    assert (page.findtext(".//title") or "").endswith(f" · {NAME}")
    assert page.xpath("//main//a[@href='/']")
