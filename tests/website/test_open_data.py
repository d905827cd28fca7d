"""The API: what is public and nothing else, sheets, CSV, ETags, problems, its description."""

import csv
import io
import json
from typing import Any

import pytest
import requests
import schemathesis
from django.conf import settings
from django.core.cache import cache
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounds
from openapi_spec_validator import validate
from wagtail.documents import get_document_model

from prongsai.measures import services
from prongsai.website.models import NewsFile, NewsPage
from prongsai.website.open_data import mount
from tests.conftest import Office
from tests.website.conftest import TITLE, add_news

ROOT = "/api/v1/"
BASE = settings.PRONGSAI_BASE_URL


@pytest.fixture(autouse=True)
def _not_throttled() -> None:
    cache.clear()


def test_measures_are_those_of_the_published_version_not_of_the_draft(
    office: Office, published: Any, client: Any
) -> None:
    year = published.fiscal_year
    measure = published.measures.get(number="1.1")
    services.change_title(actor=office.officer, measure=measure, title="แก้ภายหลัง", reason="มติ")
    listed = client.get(f"{ROOT}measures?year={year}&state=planned").json()
    assert [row["id"] for row in listed["items"]] == [f"{year}/1.1", f"{year}/5.1"]
    assert listed["items"][0]["title"] == "จัดทำคู่มือการให้บริการ"
    assert listed["items"][0]["divisions"] == ["สำนักปลัด"]
    one = client.get(f"{ROOT}measures/{year}/1.1")
    assert one.json() == listed["items"][0]
    assert one.headers["Last-Modified"]
    (plan,) = client.get(f"{ROOT}plans").json()["items"]
    assert plan["url"] == f"{BASE}/plan/{year}/"
    assert {"plan.csv", "plan.json"} <= {file["name"] for file in plan["files"]}
    services.take_off(actor=office.officer, plan=published)
    for path in ("plans", "measures", "reports"):
        assert client.get(ROOT + path).json()["items"] == []
    assert client.get(f"{ROOT}measures/{year}/1.1").status_code == 404


def test_lists_come_in_sheets_and_as_csv_that_excel_reads(news: NewsPage, client: Any) -> None:
    for number in range(3):
        add_news(f"more-{number}", f"=ข่าว {number}")
    add_news("draft", "ร่าง", live=False)
    first = client.get(f"{ROOT}news?limit=3")
    assert first.json()["count"] == 4
    assert f'<{BASE}/api/v1/news?limit=3&offset=3>; rel="next"' in first.headers["Link"]
    rest = client.get(first.json()["next"].removeprefix(BASE)).json()
    titles = [row["title"] for row in first.json()["items"] + rest["items"]]
    assert sorted(titles) == sorted([TITLE, "=ข่าว 0", "=ข่าว 1", "=ข่าว 2"])
    assert rest["next"] is None
    assert rest["previous"].endswith("offset=0")
    sheet = client.get(f"{ROOT}news?format=csv")
    assert sheet.content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert {row["title"] for row in rows} == {TITLE, "'=ข่าว 0", "'=ข่าว 1", "'=ข่าว 2"}
    one = client.get(f"{ROOT}news/water").json()
    assert one["id"] == str(news.translation_key)
    assert one["url"] == f"{BASE}{news.get_url()}"
    for since, count in (("0001-01-01", 4), ("2024-02-29T00:00:00-17:25", 4), ("9999-12-31", 0)):
        assert client.get(f"{ROOT}news?updated_since={since}").json()["count"] == count


def test_only_documents_that_a_public_page_offers_are_told_of(news: NewsPage, client: Any) -> None:
    from django.core.files.base import ContentFile

    made = [
        get_document_model().objects.create(title=name, file=ContentFile(b"x", name=f"{name}.txt"))
        for name in ("shown", "loose", "hidden")
    ]
    news.files.add(NewsFile(document=made[0]))
    news.save()
    draft = add_news("draft", "ร่าง", live=False)
    draft.files.add(NewsFile(document=made[2]))
    draft.save()
    (row,) = client.get(f"{ROOT}documents").json()["items"]
    assert (row["title"], row["size"]) == ("shown", 1)
    assert row["id"] == "11f6ad8ec52a2984abaafd7c3b516503785c2072"


def test_who_has_an_answer_is_told_that_nothing_changed_and_any_page_may_read(
    news: NewsPage, client: Any
) -> None:
    answer = client.get(f"{ROOT}news", headers={"Origin": "https://elsewhere.example"})
    tag = answer.headers["ETag"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert client.get(f"{ROOT}news", headers={"If-None-Match": tag}).status_code == 304
    news.title = "ชื่อใหม่"
    news.save_revision().publish()
    assert client.get(f"{ROOT}news", headers={"If-None-Match": tag}).status_code == 200
    head = client.head(f"{ROOT}news")
    assert (head.status_code, head.content) == (200, b"")
    ask = client.options(f"{ROOT}news")
    assert (ask.status_code, ask.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("post", "put", "delete"):
        refused = getattr(client, method)(f"{ROOT}news")
        assert refused.status_code == 405
        assert refused.json()["title_en"].startswith("This API is for reading only")


def test_problems_are_said_in_thai_and_english(office: Office, client: Any) -> None:
    wrong = client.get(f"{ROOT}news?limit=0&year=2026", headers={"Accept-Language": "en"})
    assert wrong.status_code == 422
    assert wrong.headers["Content-Type"] == "application/problem+json"
    assert {row["field"] for row in wrong.json()["errors"]} == {"limit", "year"}
    assert wrong.json()["title"] != wrong.json()["title_en"]
    missing = client.get(f"{ROOT}news/nothing")
    assert (missing.status_code, missing.json()["status"]) == (404, 404)
    for _number in range(600):
        if client.get(f"{ROOT}divisions?limit=0").status_code == 429:
            break
    many = client.get(f"{ROOT}divisions")
    assert many.status_code == 429
    assert 0 < int(many.headers["Retry-After"]) <= 61


def test_a_question_that_would_be_answered_by_too_much_or_too_little_is_refused(
    office: Office, client: Any
) -> None:
    asked = {
        "divisions?limti=5": (422, "limti", "limit"),
        "plans?Year=2569": (422, "Year", "year"),
        "news?category=nothing": (404, "category", "announcement"),
        "entries?kind=nothing": (404, "kind", "news"),
        "meetings?body=nothing": (404, "body", ""),
    }
    for question, (status, field, known) in asked.items():
        answer = client.get(ROOT + question)
        assert answer.status_code == status, question
        (error,) = answer.json()["errors"]
        assert error["field"] == field
        assert known in error["message"]
    assert client.get(f"{ROOT}news?category=announcement").status_code == 200


@pytest.mark.parametrize(
    "path", ["nothing", "nothing/at/all", "plans/", "papers/abc", "meetings/1"]
)
def test_programs_are_told_at_wrong_addresses_too_and_get_no_page_for_people(
    office: Office, client: Any, path: str
) -> None:
    answer = client.get(ROOT + path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["title_en"] == "There is nothing public at this address."


def test_lists_ask_a_fixed_number_of_questions(
    published: Any, news: NewsPage, client: Any, django_assert_max_num_queries: Any
) -> None:
    for path in mount.make_schema()["paths"]:
        if "{" not in path:
            with django_assert_max_num_queries(12):
                assert client.get(path).status_code == 200, path


def test_its_description_is_valid_openapi_and_every_answer_keeps_to_it(
    published: Any, news: NewsPage, client: Any
) -> None:
    schema = json.loads(client.get(f"{ROOT}openapi.json").content)
    validate(schema)
    told = schemathesis.openapi.from_dict(schema)
    few = bounds(
        max_examples=3,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    asked = set()
    for found in told.get_all_operations():
        operation = found.ok()

        @few
        @given(case=operation.as_strategy())
        def keeps_to_it(case: Any) -> None:
            asked.add(case.path)
            case.validate_response(_ask(client, case))

        keeps_to_it()
    assert len(asked) == len(schema["paths"])


def _ask(client: Any, case: Any) -> schemathesis.Response:
    """The case asked by the test client, its answer in the library's words."""
    request = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
    answer = client.generic(request.method, request.path_url)
    headers = {name.lower(): [value] for name, value in answer.items()}
    return schemathesis.Response(
        answer.status_code, headers, answer.content, request, elapsed=0.0, verify=False
    )


def test_the_page_for_people_names_every_data_set(office: Office, client: Any) -> None:
    page = client.get(ROOT).content.decode()
    assert "<script src" not in page
    for words in ("ชุดข้อมูล", "/api/v1/measures?format=csv", "Creative Commons Attribution 4.0"):
        assert words in page
    assert client.get(ROOT, headers={"Accept-Language": "en"}).status_code == 200
