"""Lists stay quick whatever their size; the public page needs no account and no script."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator

from prongsai.common.errors import Refused
from prongsai.correspondence.services import seal
from prongsai.measures import exports, services
from prongsai.measures.importing import read_measures
from prongsai.measures.services import MeasureDraft
from prongsai.organization.queries import list_divisions
from prongsai.thai.periods import parse_period
from tests.conftest import Office, approve

MOST_OFFICE, MOST_PUBLIC = 12, 8


def _grow(office: Office, plan: Any, count: int) -> None:
    divisions = list(list_divisions())
    for n in range(count):
        services.add_measure(
            actor=office.officer,
            plan=plan,
            draft=MeasureDraft(
                title=f"มาตรการที่ {n}",
                topic=n % 7 + 1,
                steps=["หนึ่ง", "สอง"],
                period=parse_period("ทุกเดือน", plan.fiscal_year),
                divisions=[divisions[n % len(divisions)]],
                expected_outputs=["รายงาน ๑ ฉบับ"],
            ),
        )


def _queries(client: Any, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("page", ["", "timeline/", "checks/", "requests/"])
def test_pages_of_a_plan_ask_the_database_equally_often_for_few_and_many(
    office: Office, plan: Any, sign_in: Any, page: str
) -> None:
    client = sign_in(office.officer)
    url = f"/office/measures/{plan.fiscal_year}/{page}"
    client.get(url)
    few = _queries(client, url)
    _grow(office, plan, 25)
    many = _queries(client, url)
    assert many <= few + 1


def test_the_list_of_plans_asks_few_questions(office: Office, plan: Any, sign_in: Any) -> None:
    for year in range(plan.fiscal_year - 5, plan.fiscal_year):
        services.create_plan(actor=office.officer, fiscal_year=year)
    client = sign_in(office.officer)
    client.get("/office/measures/")
    assert _queries(client, "/office/measures/") <= MOST_OFFICE


def test_the_plan_table_and_the_public_page_keep_their_budgets(
    office: Office, plan: Any, sign_in: Any
) -> None:
    _grow(office, plan, 25)
    services.publish_plan(actor=office.officer, plan=plan)
    client = sign_in(office.officer)
    url = f"/office/measures/{plan.fiscal_year}/"
    client.get(url)
    assert _queries(client, url) <= MOST_OFFICE
    client.logout()
    client.get(f"/plan/{plan.fiscal_year}/")
    assert _queries(client, f"/plan/{plan.fiscal_year}/") <= MOST_PUBLIC


def test_citizens_see_the_public_plan_and_nothing_internal(
    office: Office, plan: Any, client: Any
) -> None:
    year = plan.fiscal_year
    assert client.get(f"/plan/{year}/").status_code == 404
    assert "จัดทำคู่มือการให้บริการ" not in client.get("/plan/").content.decode()
    services.publish_plan(actor=office.officer, plan=plan)
    page = client.get("/plan/", follow=True).content.decode()
    assert "จัดทำคู่มือการให้บริการ" in page
    assert page.count("<script") == page.count("application/ld+json")  # data, nothing that runs
    assert "คุณofficer" not in page
    for kind in ("xlsx", "csv", "json"):
        assert client.get(f"/plan/{year}/plan.{kind}").status_code == 200
    assert client.get(f"/plan/{year}/report.pdf").status_code == 404


def test_a_published_version_stays_until_the_next_is_published(
    office: Office, plan: Any, client: Any
) -> None:
    services.publish_plan(actor=office.officer, plan=plan)
    services.change_title(actor=office.officer, measure=plan.measures.first(), title="เปลี่ยนแล้ว")
    assert "เปลี่ยนแล้ว" not in client.get(f"/plan/{plan.fiscal_year}/").content.decode()
    services.publish_plan(actor=office.officer, plan=plan, note="ปรับชื่อ")
    assert "เปลี่ยนแล้ว" in client.get(f"/plan/{plan.fiscal_year}/").content.decode()
    versions = f"/plan/{plan.fiscal_year}/versions/"
    assert "ปรับชื่อ" in client.get(versions).content.decode()
    first, second = (client.get(f"{versions}plan/{n}/").content.decode() for n in (1, 2))
    assert "เปลี่ยนแล้ว" not in first
    assert "<ins" in second
    with pytest.raises(Refused):
        services.publish_plan(actor=office.officer, plan=plan)


def test_the_public_report_is_the_sealed_one(
    office: Office, plan: Any, client: Any, seal_file: Any
) -> None:
    today = timezone.localdate()
    year = plan.fiscal_year
    services.publish_plan(actor=office.officer, plan=plan)
    report = services.submit_report(actor=office.officer, plan=plan, as_of=today)
    with pytest.raises(Refused):
        services.publish_report(actor=office.officer, report=report)
    approve(office, report.procedure)
    report.refresh_from_db()
    with pytest.raises(Refused):  # not sealed yet
        services.publish_report(actor=office.officer, report=report)
    sealed = seal(procedure=report.procedure)
    services.publish_report(actor=office.officer, report=report)
    content = client.get(f"/plan/{year}/report.pdf").content
    assert hashlib.sha256(content).hexdigest() == sealed.sha256
    page = client.get(f"/plan/{year}/report/").content.decode()
    assert f"/verify/{report.procedure.code}/" in page
    assert 'rel="canonical"' in page
    assert "og:title" in page
    names = zipfile.ZipFile(io.BytesIO(client.get(f"/plan/{year}/all.zip").content)).namelist()
    assert {"index.html", "report.html", "report.pdf", "report.docx", "plan.csv"} <= set(names)
    assert f"/plan/{year}/report/" in client.get("/sitemap.xml").content.decode()
    services.take_off(actor=office.officer, plan=plan)
    assert client.get(f"/plan/{year}/report/").status_code == 404


def test_the_json_fits_its_published_schema(office: Office, plan: Any) -> None:
    schema = json.loads(exports.SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(exports.make_json(plan)))


def test_spreadsheets_open_and_hold_no_formula(office: Office, plan: Any) -> None:
    import openpyxl

    services.change_title(actor=office.officer, measure=plan.measures.first(), title="=1+1")
    sheet = openpyxl.load_workbook(io.BytesIO(exports.make_xlsx(plan))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]
    csv_text = exports.make_csv(plan)
    assert csv_text.startswith(b"\xef\xbb\xbf")
    assert "\n=1+1" not in csv_text.decode("utf-8-sig")


def test_the_follow_up_stands_in_the_spreadsheet_and_is_read_again(
    office: Office, plan: Any
) -> None:
    text = "รายงานในที่ประชุมประจำเดือน"
    services.change_follow_up(actor=office.officer, measure=plan.measures.first(), text=text)
    for content in (exports.make_csv(plan), exports.make_xlsx(plan)):
        result = read_measures(content, fiscal_year=plan.fiscal_year, read_as="plan")
        assert [m.follow_up for m in result.measures] == [text, ""]
    result.fiscal_year += 1
    made = services.save_import(actor=office.officer, result=result, accept_warnings=True)
    assert [m.follow_up for m in made.measures.order_by("order")] == [text, ""]


def test_the_timeline_says_lateness_in_words(office: Office, plan: Any, sign_in: Any) -> None:
    import datetime as dt

    from django.utils import timezone

    step = plan.measures.first().steps.first()
    day = timezone.localdate() - dt.timedelta(days=3)
    services.record_step(actor=office.officer, step=step, status="doing", due_on=day)
    page = (
        sign_in(office.officer)
        .get(f"/office/measures/{plan.fiscal_year}/timeline/")
        .content.decode()
    )
    assert "เกินกำหนด 3 วัน" in page
    assert "p-today" in page


def test_english_is_complete_enough_to_work_in(office: Office, plan: Any, sign_in: Any) -> None:
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(office.officer)
    profile.preferred_language = "en"
    profile.save()
    page = (
        sign_in(office.officer).get(f"/office/measures/{plan.fiscal_year}/checks/").content.decode()
    )
    assert "What an assessor would object to" in page


def test_no_tab_leads_to_a_page_that_refuses(office: Office, plan: Any, sign_in: Any) -> None:
    for user in (office.officer, office.head, office.palad, office.mayor, office.finance):
        client = sign_in(user)
        page = client.get(f"/office/measures/{plan.fiscal_year}/")
        tabs = [address for _code, _words, address in page.context["tabs"]]
        assert {address: client.get(address).status_code for address in tabs} == dict.fromkeys(
            tabs, 200
        )
