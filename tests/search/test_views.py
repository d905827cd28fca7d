"""The public search page: friendly to every question, narrowed, marked, counted in queries."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prongsai.organization.models import Division
from prongsai.search import services
from prongsai.search.feeds import Feed, Shown, feeds
from prongsai.search.models import Unfound
from tests.conftest import Office

MOST_QUERIES = 12


@pytest.fixture
def books(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    division = Division.objects.order_by("pk")[0]
    shown = [
        Shown(
            f"แผนจัดซื้อจัดจ้าง <เล่ม> {number}",
            f"/book/{number}/",
            dt.date(2026, 11, 1),
            "1",
            2568 + number % 2,
            division.pk if number % 3 else None,
            text=lambda: "รายการครุภัณฑ์ <script>alert(1)</script>",
        )
        for number in range(25)
    ]
    monkeypatch.setitem(feeds._own, "books", Feed("books", "หนังสือ", lambda: shown))
    services.refresh("books")
    services.indexing.make_terms()


@pytest.mark.usefixtures("books")
def test_answers_are_marked_escaped_paged_and_narrowed_in_few_queries() -> None:
    client = Client()
    client.get("/search/?q=แผน")
    with CaptureQueriesContext(connection) as seen:
        page = client.get("/search/?q=จัดซื้อ+ครุภัณฑ์&kind=books&year=2569&p=2").content.decode()
    assert len(seen) <= MOST_QUERIES
    assert "<mark>จัดซื้อ</mark>" in page
    assert "<mark>ครุภัณฑ์</mark> &lt;script&gt;" in page
    assert "&lt;เล่ม&gt;" in page
    assert "หน้า 2 จาก 2" in page
    assert page.count("<h2>") >= 2
    assert 'value="2569" selected' in page


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "ค้นได้ทั้งหน้าเว็บ"),
        ("...", "พิมพ์คำอย่างน้อยสองตัวอักษร"),
        ("ก", "พิมพ์คำอย่างน้อยสองตัวอักษร"),
        ("\x00'\\&|!", "พิมพ์คำอย่างน้อยสองตัวอักษร"),
        ("ฮฮฮฮฮฮ", "ไม่พบผลสำหรับ"),
        ("จัดซื่อจัดจ้าง", "หรือหมายถึง"),
    ],
)
def test_every_question_gets_a_friendly_page(query: str, told: str) -> None:
    answer = Client().get("/search/", {"q": query, "year": "x", "p": "-1", "division": "9" * 30})
    assert answer.status_code == 200
    assert told in answer.content.decode()


@pytest.mark.usefixtures("books")
def test_what_was_not_found_is_counted_once_and_titles_are_suggested() -> None:
    client = Client()
    client.get("/search/?q=ฮฮฮฮฮฮ")
    client.get("/search/?q=ฮฮฮฮฮฮ&kind=books")
    assert Unfound.objects.get().times == 1
    found: Any = client.get("/search/suggest/?q=จัดซ").json()
    assert len(found["titles"]) == 8
    assert client.get("/search/suggest/?q=.").json() == {"titles": []}


@pytest.mark.usefixtures("books")
def test_the_next_page_of_another_spelling_is_one_of_that_spelling() -> None:
    page = Client().get("/search/?q=จัดซื่อจัดจ้าง").content.decode()
    link = re.search(r'rel="next" href="([^"]+)"', page)
    assert link is not None
    answer = Client().get("/search/" + link[1].replace("&amp;", "&"))
    assert "หน้า 2 จาก 3" in answer.content.decode()
    assert answer.context["instead"] == ""


def test_links_carry_the_question_and_nothing_else_of_the_address(
    books: None, client: Client
) -> None:
    asked = {"q": "แผน " + "ก" * 5000, "junk": "z" * 5000, "kind": "books", "year": "2569"}
    text = client.get("/search/", asked).content.decode()
    assert text.count("zzz" * 1000) == 1  # where the form of how pages are shown comes back to
    plain = client.get("/search/", asked | {"q": "แผน"}).content.decode()
    links = re.findall(r'href="(\?[^"]*)"', plain)
    assert any("kind=books" in link and "year=2569" in link and "p=2" in link for link in links)
    assert any("kind=" not in link and "q=" in link for link in links)
