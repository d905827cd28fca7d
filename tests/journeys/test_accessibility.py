"""WCAG 2.2 AA by axe, and no sideways scrolling, at 1280 and 390 px."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.approving import photo_of_paper
from tests.journeys.conftest import FINANCE, OFFICER, PALAD, WIDTHS, overflow, violations
from tests.journeys.office_pages import list_office_pages
from tests.journeys.public_pages import ABSENT, YEAR, list_pages

pytestmark = pytest.mark.xdist_group("journeys")
# Wagtail's own screens for many files, which we dress.
UPLOADS = ("images/", "images/multiple/add/", "documents/", "documents/multiple/add/")


def test_public_pages_in_light_and_dark_on_a_desk_and_on_a_phone(
    open_as: Callable[..., Page],
) -> None:
    page = open_as(None, "/nowhere/")
    base = page.url.split("/nowhere/")[0]
    wrong = [row for path, code in ABSENT.items() for row in visit(page, base, path, code)]
    for path in list_pages(base):
        wrong += visit(page, base, path)
    assert wrong == []
    assert page.problems == []  # type: ignore[attr-defined]


def visit(page: Page, base: str, path: str, status: int = 200) -> list[tuple[Any, ...]]:
    """What is wrong with a page that should answer with this status."""
    answer = page.goto(base + path)
    assert answer is not None
    found: list[Any] = faults(page) if answer.status == status else [answer.status]
    return [(path, *found)] if found else []


def faults(page: Page) -> list[Any]:
    """What axe and the width say about the open page at both widths; colours in light and dark."""
    found: list[Any] = []
    for width, height in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        found += violations(page) + [width] * (overflow(page) > 0)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found += violations(page, only=["color-contrast", "link-in-text-block"])
    return found


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_office_pages(open_as: Callable[..., Page], on: str) -> None:
    page = open_as(OFFICER, "/office/", on=on)
    found = {}
    base = page.url.split("/office/")[0] + "/office/"
    own = list_office_pages(lambda path: page.request.get(base + path).text())
    for path in (*own, *UPLOADS):
        answer = page.goto(base + path)
        assert answer is not None
        assert answer.status == 200, path
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


def problems_of(page: Page, *paths: str) -> dict[str, Any]:
    """What axe and the width say about the open page, or about these pages of the program."""
    found = {}
    base = page.url.split("/office/")[0]
    for path in paths or ("",):
        if path:
            page.goto(base + path)
        page.wait_for_load_state()
        page.emulate_media(reduced_motion="reduce")
        wrong = violations(page)
        if wrong or overflow(page) > 0:
            found[page.url] = (wrong, overflow(page))
    return found


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_papers_at_each_stage_of_their_way(open_as: Callable[..., Page], on: str) -> None:
    page = open_as(OFFICER, "/office/papers/", on=on)
    found = {}
    for state in ("issued", "waiting", "draft"):
        page.goto(f"{page.url.split('?')[0]}?state={state}")
        page.locator("main .p-list a").first.click()
        found |= problems_of(page)
        page.go_back()
    page.locator("main .p-list a").first.click()
    page.get_by_role("link", name="แก้ไข", exact=True).click()
    found |= problems_of(page)
    page.get_by_label("เรื่อง", exact=True).fill(" ")
    page.get_by_label("ปีงบประมาณ").fill("9999")
    page.locator("main form").evaluate("form => { form.noValidate = true; form.submit() }")
    page.locator("main .p-error").first.wait_for()
    found |= problems_of(page)
    citizen = open_as(None, "/documents/", on=on)
    citizen.locator("main .p-list a").first.click()
    found |= problems_of(citizen)
    citizen.get_by_role("link", name="ตรวจสอบเอกสาร", exact=True).last.click()
    assert found | problems_of(citizen) == {}


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_a_circular_its_readers_and_its_sheet(open_as: Callable[..., Page], on: str) -> None:
    page = open_as(OFFICER, "/office/circulars/overview/", on=on)
    page.get_by_role("link", name="นโยบายไม่รับของขวัญ").first.click()
    page.wait_for_url("**/status/")
    one = page.url.split("/status/")[0][len(page.url.split("/office/")[0]) :]
    found = problems_of(
        page,
        f"{one}/status/?show=all",
        f"{one}/sheet/",
        f"{one}/people/add/",
        f"{one}/",
        f"/office/circulars/new/?from={one.rpartition('/')[2]}",
        f"{one}/status/",
    )
    page.get_by_role("button", name="ออกลิงก์ส่วนตัว").click()
    link = re.search(r"/circular/[\w-]+/", page.locator("textarea").first.input_value())
    assert link is not None
    found |= problems_of(page)
    assert found | problems_of(open_as(None, link[0], on=on)) == {}


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_a_received_paper_from_the_photo_to_who_acts(open_as: Callable[..., Page], on: str) -> None:
    page = open_as(OFFICER, "/office/received/new/", on=on)
    page.get_by_label("จาก", exact=True).fill("จังหวัดตัวอย่าง")
    page.get_by_label("เรื่อง", exact=True).fill(f"ขอเชิญประชุม ({on})")
    page.get_by_label("หรือเลือกไฟล์").set_input_files([photo_of_paper()])  # type: ignore[list-item]
    page.get_by_role("button", name="บันทึกและออกเลขรับ").click()
    page.wait_for_url("**/office/received/*-*/")
    found = problems_of(page)
    page.get_by_role("checkbox", name="กองคลัง").check()
    page.get_by_role("button", name="มอบหมาย", exact=True).click()
    page.locator(".messages").wait_for()
    found |= problems_of(page)
    one = page.url[len(page.url.split("/office/")[0]) :]
    found |= problems_of(page, f"{one}correct/", "/office/received/", "/office/received/mine/")
    finance = open_as(FINANCE, one, on=on)
    assert found | problems_of(finance) == {}
