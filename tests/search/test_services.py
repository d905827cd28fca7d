"""Search in step with what is public: publishing, withdrawing, files, another way of cutting words."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from docx import Document as Word
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import Collection, CollectionViewRestriction

from prongsai.common.search import searchable_models
from prongsai.evidence import entries
from prongsai.measures import services as measures
from prongsai.search import services
from prongsai.search.checks import check_index_is_of_this_program
from prongsai.search.feeds import Feed, Shown, feeds
from prongsai.search.models import Entry, Made, Unfound
from prongsai.search.queries.finding import Asked, find
from prongsai.search.rules import fingerprint
from prongsai.website.models import NewsCategory, NewsFile, NewsIndexPage, NewsPage, SiteDocument
from prongsai.website.services import read_waiting
from tests.conftest import Office


def urls(text: str, **narrowed: Any) -> list[str]:
    return [hit.url for hit in find(Asked(text, **narrowed)).hits]


def make_news(title: str, text: str) -> NewsPage:
    page = NewsPage(
        title=title, slug=f"n{NewsPage.objects.count()}", category=NewsCategory.objects.first()
    )
    page.body = [("text", f"<p>{text}</p>")]
    NewsIndexPage.objects.order_by("depth")[0].add_child(instance=page)
    page.save_revision().publish()
    return page


def make_word(text: str) -> SiteDocument:
    word, buffer = Word(), BytesIO()
    word.add_paragraph(text)
    word.save(buffer)
    document = SiteDocument(title="แบบฟอร์ม")
    document.file.save("form.docx", ContentFile(buffer.getvalue()))
    return document


def waiting() -> set[str]:
    return set(ProcrastinateJob.objects.values_list("queueing_lock", flat=True))


@pytest.mark.django_db
def test_news_and_its_file_are_found_until_they_are_withdrawn(
    office: Office, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    page = make_news("ประกาศรับสมัครงาน", "ตำแหน่งนักวิชาการพัสดุ <script>")
    document = make_word("ใบสมัครเข้าทำงานของผู้สนใจ")
    assert {"search.refresh.news", "search.refresh.documents"} <= waiting()
    services.refresh_everything()
    assert urls("นักวิชาการพัสดุ") == [page.url]
    assert urls("ใบสมัครเข้าทำงาน") == []  # no page offers it
    NewsFile.objects.create(page=page, document=document)
    page.refresh_from_db()
    page.save_revision().publish()
    read_waiting()
    services.refresh("documents")
    assert urls("ใบสมัครเข้าทำงาน", kind="documents") == [document.url]
    assert "ใบสมัคร" in SiteDocument.objects.get().text

    CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type="login"
    )
    services.refresh("documents")
    assert urls("ใบสมัครเข้าทำงาน") == []
    page.unpublish()
    assert urls("นักวิชาการพัสดุ") == []  # at once, before any job ran


@pytest.mark.django_db
def test_a_published_plan_is_found_by_its_measures_until_it_is_taken_off(
    office: Office, plan: Any
) -> None:
    services.refresh_everything()
    title = plan.measures.get(number="1.1").title
    assert find(Asked(title, kind="plans")).total == 0
    measures.publish_plan(actor=office.officer, plan=plan)
    assert "search.refresh.plans" in waiting()
    services.refresh("plans")
    assert urls(title, kind="plans") == [f"/plan/{plan.fiscal_year}/"]
    assert urls(title, year=plan.fiscal_year - 5) == []
    measures.take_off(actor=office.officer, plan=plan)
    assert urls(title, kind="plans") == []


@pytest.mark.django_db
def test_a_long_text_is_one_answer_and_only_changes_are_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import datetime as dt

    read: list[str] = []

    def text() -> str:
        read.append("read")
        return "ความนำ " * 20_000 + "ท้ายเล่ม " + "ความนำ " * 2_000

    day = dt.date(2026, 11, 1)
    shown = [Shown("เล่มหนา", "/thick/", day, "1", 2569, text=text)]
    monkeypatch.setitem(feeds._own, "books", Feed("books", "Books", lambda: shown))
    assert (services.refresh("books"), services.refresh("books")) == (1, 0)
    assert read == ["read"]
    assert Entry.objects.count() > 1
    found = find(Asked("ความนำ"))
    assert (found.total, found.kinds, found.years) == (1, {"books": 1}, {2569: 1})
    assert [hit.url for hit in find(Asked("ท้ายเล่ม")).hits] == ["/thick/"]
    assert urls("ำท้ายเ") in ([], ["/thick/"])
    shown.clear()
    services.refresh("books")
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_name_that_is_cut_otherwise_is_found_by_its_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import datetime as dt

    text = "มอบหมายให้นายกนกศักดิ์พงศ์พัฒนาภรณ์ดูแล จังหวัด"
    shown = [Shown("คำสั่ง", "/order/", dt.date(2026, 11, 1), "1", text=lambda: text)]
    monkeypatch.setitem(feeds._own, "names", Feed("names", "Names", lambda: shown))
    services.refresh("names")
    for typed in ("กนกศักดิ์พงศ์", "ศักดิ์พงศ์พัฒนา", "งศ์พัฒนาภรณ์"):
        assert urls(typed) == ["/order/"]
    assert urls("วัด") == []


@pytest.mark.django_db
def test_another_way_of_cutting_words_is_noticed_and_everything_made_anew(office: Office) -> None:
    services.refresh_everything()
    assert check_index_is_of_this_program(None, databases=["default"]) == []
    Made.objects.update(fingerprint="another")
    (warning,) = check_index_is_of_this_program(None, databases=["default"])
    assert "reindex-search" in str(warning.hint)
    services.refresh_everything()
    assert Made.objects.get().fingerprint == fingerprint()
    call_command("check", databases=["default"])
    assert {model.__name__ for model in searchable_models()} >= {"Paper", "RegisterEntry"}


@pytest.mark.django_db
def test_questions_are_counted_masked_and_forgotten() -> None:
    import datetime as dt

    for typed in ("ค่าขยะ 0812345678", "ค่าขยะ 0898765432", "...", "2569"):
        services.note_unfound(typed)
    row = Unfound.objects.get()
    assert (row.text, row.times) == ("ค่าขยะ •••", 2)
    assert services.forget_old(on=row.last_on + dt.timedelta(days=180)) == 0
    assert services.forget_old(on=row.last_on + dt.timedelta(days=181)) == 1


def test_a_change_reaches_every_listener_once() -> None:
    assert services.note_change in entries._listeners
    entries.on_change(services.note_change)
    assert entries._listeners.count(services.note_change) == 1
