"""The page behind a personal link: no sign-in, no script, no trace of others."""

import re
from typing import Any

import pytest
from django.test import Client

from prongsai.circulars import services
from prongsai.circulars.models import Circulation, LinkUse
from prongsai.circulars.rules import MOST_ANSWERS, MOST_MISSES, parse_questions
from prongsai.circulars.services import Test
from tests.circulars.conftest import OUTSIDERS, make_pdf, row_of
from tests.conftest import Office

NAME = OUTSIDERS[0].name


def link_of(office: Office, circulation: Circulation, name: str = NAME) -> str:
    """The address of a person's own page."""
    pk = row_of(circulation, name).pk
    given: dict[str, Any] = {"actor": office.officer, "circulation": circulation}
    ((_row, token),) = services.make_links(**given, people=[pk])
    return f"/circular/{token}/"


@pytest.fixture
def link(office: Office, circular: Circulation) -> str:
    """The page of the first outsider."""
    return link_of(office, circular)


def test_read_then_acknowledge(client: Any, circular: Circulation, link: str) -> None:
    page = client.get(link)
    text = page.content.decode()
    assert NAME in text
    assert not any(name in text for name in ("คุณfinance", OUTSIDERS[1].name))
    assert 'src="' + link + 'page/1.png"' in text
    digest = re.search(r'name="digest" value="(\w+)"', text)
    assert digest is not None
    early = client.post(link, {"digest": digest[1]})
    assert early.status_code == 422
    assert "เปิดอ่านเอกสารก่อน" in early.content.decode()
    assert client.get(link + "page/1.png")["Content-Type"] == "image/png"
    assert client.post(link, {"digest": digest[1]}).status_code == 302
    assert "ท่านรับทราบเอกสารนี้เมื่อ" in client.get(link).content.decode()
    row = row_of(circular, NAME)
    assert (row.method, row.opened_at is not None) == ("link", True)


def test_the_address_goes_nowhere(client: Any, link: str) -> None:
    for path in (link, link + "document/", link + "page/1.png"):
        answer = client.get(path)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"].startswith("noindex")
        assert "no-store" in answer["Cache-Control"]
    assert b"".join(client.get(link + "document/")) == make_pdf()
    assert client.get(link + "page/2.png").status_code == 404


def test_it_works_with_the_origin_that_browsers_send_without_referrer(
    circular: Circulation, link: str
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get(link + "page/1.png")
    answer = strict.post(link, {"digest": circular.digest}, headers={"Origin": "null"})
    assert answer.status_code == 302


def test_wrong_links_are_counted_without_addresses(client: Any, link: str) -> None:
    for _n in range(MOST_MISSES):
        assert client.get("/circular/guess/").status_code == 404
    answer = client.get("/circular/guess/")
    assert answer.status_code == 429
    assert "โปรดรอ" in answer.content.decode()
    assert client.get(link).status_code == 200
    assert LinkUse.objects.get().count == MOST_MISSES + 1


def test_answers_of_one_link_are_limited(client: Any, circular: Circulation, link: str) -> None:
    for _n in range(MOST_ANSWERS):
        assert client.post(link, {"digest": "x"}).status_code == 422
    client.get(link + "page/1.png")
    assert client.post(link, {"digest": circular.digest}).status_code == 429
    assert row_of(circular, NAME).acknowledged_at is None


def test_a_replaced_link_says_so(
    client: Any, office: Office, circular: Circulation, link: str
) -> None:
    link_of(office, circular)
    answer = client.get(link)
    assert (answer.status_code, "ขอลิงก์ใหม่" in answer.content.decode()) == (404, True)
    assert client.get("/circular/" + "x" * 300 + "/").status_code == 404
    assert client.get("/circular/%00%F0/").status_code == 404


def test_after_the_end_it_can_be_read_but_not_acknowledged(
    client: Any, office: Office, circular: Circulation, link: str
) -> None:
    client.get(link + "page/1.png")
    services.close(actor=office.officer, circulation=circular)
    page = client.get(link).content.decode()
    assert "ปิดการเวียนเรื่องนี้แล้ว" in page
    assert "<button" not in page.split("<main")[1].split("</main>")[0]
    assert client.post(link, {"digest": circular.digest}).status_code == 422


def test_a_wrong_answer_is_explained_and_asked_again(
    client: Any, office: Office, begin: Any
) -> None:
    quiz = Test(parse_questions("รับของขวัญได้ไหม\n- ได้\n* ไม่ได้\n> อ่านข้อ ๑"), 100)
    made = begin(test=quiz)
    link = link_of(office, made)
    client.get(link + "page/1.png")
    data = {"digest": made.digest}
    assert client.post(link, data).status_code == 422
    wrong = client.post(link, data | {"question-0": "0"})
    assert wrong.status_code == 200
    assert "อ่านข้อ ๑" in wrong.content.decode()
    assert client.post(link, data | {"question-0": "7"}).status_code == 422
    assert client.post(link, data | {"question-0": "1"}).status_code == 302
    assert row_of(made, NAME).attempts == 2
