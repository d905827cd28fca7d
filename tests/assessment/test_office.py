"""The office's screens of results: seen, typed, imported, imagined."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from prongsai.assessment import queries, services
from prongsai.assessment.models import SurveyAddress
from prongsai.assessment.services import ResultDraft
from tests.assessment.files import read, xlsx
from tests.assessment.years import NAMES, all_items, stated
from tests.conftest import Office

SCORES = {
    "1": 96,
    "2": 95,
    "3": 97,
    "4": 93,
    "5": 94,
    "EIT1": 84,
    "EIT2": 92,
    "i5": 80,
    **all_items(3, 5),
}
ROOT = "/office/assessment/"
MOST = 8


@pytest.fixture
def client_of(client: Client) -> Any:
    def sign_in(user: Any) -> Client:
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def years(office: Office) -> Office:
    for year, scores in ((2567, {"IIT": 90, "EIT": 88, "OIT": 80}), (2568, SCORES)):
        services.save_result(actor=office.officer, draft=ResultDraft(year, stated(scores)))
    return office


def test_the_list_shows_the_trend_and_the_way_up(years: Office, client_of: Any) -> None:
    page = client_of(years.head).get(ROOT).content.decode()
    for words in ("<svg", "35 → 28", "ผ่าน", "EIT1", "ข้อคำถามที่คะแนนต่ำสุด", "O3"):
        assert words in page
    assert "กรอกผลเอง" not in page


@pytest.mark.parametrize("path", ["", "2568/", "2568/what-if/", "2568/surveys/"])
def test_pages_need_few_queries(
    years: Office, client_of: Any, path: str, django_assert_max_num_queries: Any
) -> None:
    client = client_of(years.officer)
    client.get(ROOT + path)
    with django_assert_max_num_queries(MOST):
        assert client.get(ROOT + path).status_code == 200


def test_a_year_says_why_it_is_not_the_next_level(years: Office, client_of: Any) -> None:
    page = client_of(years.mayor).get(f"{ROOT}2568/").content.decode()
    assert "ขาดอีก 1.00" in page
    assert f"{ROOT}2568/type/" not in page


def test_a_line_that_does_not_add_up_is_shown(office: Office, client_of: Any) -> None:
    wrong = stated({"IIT": 95, "EIT": 88, "OIT": 95}, total=94.2)
    services.save_result(actor=office.officer, draft=ResultDraft(2568, wrong))
    page = client_of(office.officer).get(f"{ROOT}2568/").content.decode()
    assert "94.2 คำนวณได้ 92.90" in page


def test_a_year_without_a_catalogue_is_shown_as_it_is(office: Office, client_of: Any) -> None:
    draft = ResultDraft(2564, stated({"O42": 100, "IIT": 90}, total=88))
    services.save_result(actor=office.officer, draft=draft)
    client = client_of(office.officer)
    for path in ("", "2564/", "2564/what-if/", "2564/type/"):
        assert client.get(ROOT + path).status_code == 200
    form = {"version": 1, "total": "๘๙", "score-instrument-IIT": "91,5"}
    assert client.post(f"{ROOT}2564/type/", form).status_code == 302
    scores = queries.get_scores(2564).stated
    assert {k.code: s for k, s in scores.scores.items()} == {"O42": 100, "IIT": 91.5}
    assert scores.total == 89


def test_a_result_is_typed_in_and_corrected(office: Office, client_of: Any) -> None:
    client = client_of(office.officer)
    assert client.get(f"{ROOT}type/", {"year": "2568"})["Location"] == f"{ROOT}2568/type/"
    assert client.get(f"{ROOT}type/", {"year": "x"})["Location"] == ROOT
    form = {
        "version": 0,
        "score-indicator-1": "95.32",
        "score-item-O1": "100",
        "announced_on": "15/8/2568",
    }
    assert client.post(f"{ROOT}2568/type/", form).status_code == 302
    wrong = client.post(f"{ROOT}2568/type/", form | {"version": 1, "score-item-O1": "101"})
    assert wrong.status_code == 422
    stale = client.post(f"{ROOT}2568/type/", form | {"score-item-O1": "0"})
    assert stale.status_code == 422
    good = form | {"version": 1, "score-item-O1": "0", "reason": "อุทธรณ์"}
    assert client.post(f"{ROOT}2568/type/", good).status_code == 302
    assert "อุทธรณ์" in client.get(f"{ROOT}2568/").content.decode()


def test_numbers_that_may_be_either_are_asked_about_on_the_screen(
    office: Office, client_of: Any
) -> None:
    client = client_of(office.officer)
    text = "ปี 2568\nแบบวัด\t1\t2\t3\t4\t5\nIIT\t91\t92\t93\t94\t95\n"
    at = client.post(f"{ROOT}import/", {"text": text, "fiscal_year": "2568"})["Location"]
    page = client.get(at).content.decode()
    assert 'name="bare"' in page
    assert client.post(at, {"save": "1", "fiscal_year": "2568"}).status_code == 422
    said = {"bare": "indicator", "fiscal_year": "2568"}
    assert 'value="indicator" checked' in client.post(at, said).content.decode()
    assert client.post(at, said | {"save": "1"}).status_code == 302
    assert {key.code for key in queries.get_scores(2568).stated.scores} == set("12345")


def test_an_import_is_seen_before_it_is_saved(office: Office, client_of: Any) -> None:
    client = client_of(office.officer)
    file = SimpleUploadedFile("ผล.xlsx", xlsx([["ข้อ", "คะแนน"], ["IIT", 95], ["EIT", 120]]))
    place = client.post(f"{ROOT}import/", {"file": file})["Location"]
    page = client.get(place).content.decode()
    assert "ไม่บอกว่าเป็นผลของปีใด" in page
    page = client.post(place, {"fiscal_year": "2568"}).content.decode()
    assert "120 อยู่นอกช่วง" in page
    assert queries.list_results() == []
    assert client.post(place, {"fiscal_year": "2568", "save": "1"}).status_code == 422
    done = client.post(place, {"fiscal_year": "2568", "save": "1", "accept": "1"})
    assert done["Location"] == f"{ROOT}2568/"
    assert client.get(place).status_code == 404


def test_an_upload_that_is_nothing_is_told(office: Office, client_of: Any) -> None:
    client = client_of(office.officer)
    assert client.post(f"{ROOT}import/", {}).status_code == 422
    place = client.post(f"{ROOT}import/", {"text": "ไม่มีคะแนนเลย"})["Location"]
    assert client.get(place).status_code == 422


def test_another_person_does_not_see_an_upload(office: Office, client_of: Any) -> None:
    place = client_of(office.officer).post(f"{ROOT}import/", {"text": "IIT 95"})["Location"]
    assert client_of(office.admin).get(place).status_code == 404


def test_what_if_shows_the_total_that_would_follow(years: Office, client_of: Any) -> None:
    client = client_of(years.palad)
    items = {f"item-O{n}": "1" for n in range(1, 29)}
    page = client.get(f"{ROOT}2568/what-if/", {"asked": "1", **items}).content.decode()
    assert "94.90" in page
    wrong = client.get(f"{ROOT}2568/what-if/", {"asked": "1", "indicator-1": "900", **items})
    assert wrong.status_code == 422


def test_an_export_can_be_imported_again(years: Office, client_of: Any) -> None:
    client = client_of(years.officer)
    for kind in ("xlsx", "csv"):
        content = client.get(f"{ROOT}2568/result.{kind}").content
        (year,) = read(content).years
        assert year.scores == queries.get_scores(2568).stated.scores
    assert client.get(f"{ROOT}2568/result.json").json()[0]["fiscal_year"] == 2568
    assert client.get(f"{ROOT}2568/result.pdf").status_code == 404


def test_links_are_shown_with_their_codes(years: Office, client_of: Any) -> None:
    client = client_of(years.officer)
    path = f"{ROOT}2568/surveys/"
    assert client.post(path, {"IIT": "itas"}).status_code == 422
    client.post(path, {"IIT": "https://itas.example/iit/1"})
    assert SurveyAddress.objects.count() == 1
    page = client_of(years.head).get(path).content.decode()
    assert "https://itas.example/iit/1" in page
    assert "<svg" in page
    assert client_of(years.head).post(path, {"IIT": ""}).status_code == 403


def test_a_result_is_taken_away_with_a_reason(years: Office, client_of: Any) -> None:
    client = client_of(years.admin)
    assert client.post(f"{ROOT}2568/remove/", {}).status_code == 422
    assert client.post(f"{ROOT}2568/remove/", {"reason": "ผิดปี"}).status_code == 302
    assert client.get(f"{ROOT}2568/").status_code == 404


def test_names_stand_in_the_form(office: Office, client_of: Any) -> None:
    page = client_of(office.officer).get(f"{ROOT}2568/type/").content.decode()
    assert all(name in page for name in NAMES)
