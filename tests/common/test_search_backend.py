"""Wagtail's own search with our words: pages in the office's lists, choosers, and while typing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.query import And, Not, PlainText
from wagtail.models import Page

from prongsai.common import search_backend


@pytest.fixture
def pages(db: None) -> None:
    root = Page.objects.get(depth=1)
    for number, title in enumerate(("ประกาศจัดซื้อจัดจ้าง ๑๒ วัดป่า", "ศาลากลางจังหวัด")):
        root.add_child(instance=Page(title=title, slug=f"page-{number}"))


def titles(found: object) -> list[str]:
    return sorted(page.title[:4] for page in found)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    ("typed", "by_words", "while_typing"),
    [
        ("จัดจ้าง", ["ประก"], ["ประก"]),
        ("วัด", ["ประก"], ["ประก"]),
        ("12", ["ประก"], ["ประก"]),
        ("กลางจ", ["ศาลา"], ["ศาลา"]),
        ("จัดจ", ["ประก"], ["ประก"]),
        ("...", [], []),
        ("", [], []),
    ],
)
def test_lists_and_choosers_find_words_inside_sentences(
    typed: str, by_words: list[str], while_typing: list[str]
) -> None:
    pages = Page.objects.filter(depth=2)
    assert titles(pages.search(typed)) == by_words
    assert titles(pages.search(typed, fields=["title"])) == by_words
    if typed:
        assert titles(pages.autocomplete(typed)) == while_typing


@pytest.mark.usefixtures("pages")
def test_questions_combine_and_one_statement_indexes_many() -> None:
    pages = Page.objects.filter(depth=2)
    without = And([PlainText("ประกาศ"), Not(PlainText("วัด"))])
    assert titles(pages.search(without)) == []
    assert titles(pages.search("จัดซื้อ ศาลากลาง", operator="or")) == ["ประก", "ศาลา"]
    backend = search_backend.SearchBackend({})
    with CaptureQueriesContext(connection) as seen:
        backend.add_bulk(Page, list(pages))
    assert len([q for q in seen.captured_queries if "INSERT" in q["sql"]]) == 1


@pytest.mark.django_db
def test_a_page_that_cannot_be_indexed_is_not_saved_in_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_down(texts: object) -> str:
        raise ValueError("no words")

    monkeypatch.setattr(search_backend, "to_weighted_vector", break_down)
    with pytest.raises(search_backend.IndexingFailed, match="no words"):
        Page.objects.get(depth=1).add_child(instance=Page(title="หน้าใหม่", slug="new"))
