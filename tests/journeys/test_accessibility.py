"""WCAG 2.2 AA by axe, and no sideways scrolling, at 1280 and 390 px."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from prongsai.thai.fiscal import fiscal_year_of
from tests.journeys.conftest import OFFICER, PALAD, overflow, violations

pytestmark = pytest.mark.xdist_group("journeys")
YEAR = fiscal_year_of(dt.date.today()).year_be
OFFICE = (
    "", "measures/", f"measures/{YEAR}/", f"measures/{YEAR}/timeline/", f"measures/{YEAR}/checks/",
    f"measures/{YEAR}/requests/", f"measures/{YEAR}/report/", f"measures/{YEAR}/report/wording/",
    f"measures/{YEAR}/add/", f"measures/{YEAR}/copy/", "measures/import/", "evidence/", "notices/",
    "organization/", "organization/divisions/", "organization/divisions/add/",
    "organization/positions/3/", "organization/holidays/", "organization/wordings/",
    "organization/profile/", "account/", "approvals/", "approvals/chains/plan/", "registers/",
    f"measures/{YEAR}/announcement/",
)  # fmt: skip


PUBLIC = (
    "/", f"/plan/{YEAR - 1}/", f"/plan/{YEAR - 2}/report/", f"/plan/{YEAR - 2}/versions/",
    f"/plan/{YEAR - 2}/versions/report/1/", "/verify/", "/log/",
)  # fmt: skip


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_public_pages(open_as: Callable[..., Page], on: str) -> None:
    for path in (*PUBLIC, "/office/login/", "/nowhere/"):
        page = open_as(None, path, on=on)
        assert violations(page) == [], path
        assert overflow(page) <= 0, path


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_office_pages(open_as: Callable[..., Page], on: str) -> None:
    page = open_as(OFFICER, "/office/", on=on)
    found = {}
    base = page.url.split("/office/")[0] + "/office/"
    for path in OFFICE:
        page.goto(base + path)
        problems = violations(page)
        if problems or overflow(page) > 0:
            found[path] = (problems, overflow(page))
    assert found == {}
    assert page.problems == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_a_document_that_waits_its_register_and_the_check_of_a_sealed_one(
    open_as: Callable[..., Page], on: str
) -> None:
    page = open_as(PALAD, "/office/approvals/", on=on)
    base = page.url.split("/office/")[0]
    page.locator("main section").first.get_by_role("link").first.click()
    for path in ("", "/office/registers/1/", f"/plan/{YEAR - 2}/report/"):
        if path:
            page.goto(base + path)
        page.wait_for_load_state()
        assert violations(page) == [], page.url
        assert overflow(page) <= 0, page.url
    page.get_by_role("link", name="ตรวจสอบเอกสารฉบับผนึก").click()
    page.get_by_label("ไฟล์ที่ต้องการตรวจสอบ").set_input_files(
        [{"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"GIF89a"}]
    )
    page.get_by_role("button", name="เปรียบเทียบ").click()
    page.wait_for_load_state()
    assert violations(page) == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_the_page_of_a_measure_and_the_preview_of_an_import(
    open_as: Callable[..., Page], on: str
) -> None:
    page = open_as(OFFICER, f"/office/measures/{YEAR}/", on=on)
    page.locator("tbody th a").first.click()
    page.wait_for_load_state()
    assert violations(page) == []
    assert overflow(page) <= 0
    page.goto(page.url.split("/office/")[0] + "/office/measures/import/")
    page.get_by_role("button", name="ลองด้วยไฟล์ตัวอย่าง").click()
    page.wait_for_load_state()
    assert violations(page) == []
    assert overflow(page) <= 0
