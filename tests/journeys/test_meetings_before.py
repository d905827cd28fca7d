"""A meeting before it is held, in a real browser: order by drag and by keys, a lost line, axe, widths."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import FINANCE, OFFICER
from tests.journeys.test_accessibility import problems_of

pytestmark = pytest.mark.xdist_group("journeys")
ITEMS = ".p-line >> nth=3 >> [data-item]"


def find_called(page: Page) -> str:
    """The path of the meeting that the example has called, from the notice about it."""
    base = page.url.split("/office/")[0]
    page.goto(f"{base}/office/notices/")
    link = page.get_by_role(
        "link", name=re.compile("ขอเชิญประชุม: ประชุมพนักงานประจำเดือน")
    ).first.get_attribute("href")
    assert link is not None
    return link


def add_matters(page: Page, *titles: str) -> None:
    for title in titles:
        page.locator(".p-line").nth(3).get_by_role("link", name="เพิ่มเรื่อง").click()
        page.get_by_label("ชื่อเรื่อง").fill(title)
        page.get_by_role("button", name="บันทึก").click()
        page.locator(".p-line").first.wait_for()


def order_of(page: Page) -> list[str]:
    """Number and title of each item, without spaces around."""
    texts = page.locator(f"{ITEMS} >> strong").all_inner_texts()
    return [" ".join(text.split()) for text in texts]


def test_items_are_put_in_order_by_dragging_and_by_keys(open_as: Callable[..., Page]) -> None:
    page = open_as(OFFICER, "/office/")
    path = find_called(page)
    page.goto(f"{page.url.split('/office/')[0]}{path}agenda/")
    add_matters(page, "เรื่องหนึ่ง", "เรื่องสอง", "เรื่องสาม")
    page.locator(ITEMS).first.evaluate("item => item.scrollIntoView({ block: 'start' })")
    start = page.locator(ITEMS).nth(2).locator(".p-drag").bounding_box()
    end = page.locator(ITEMS).nth(0).bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, end["y"] + end["height"] * 0.75, steps=4)
    page.mouse.move(start["x"] + 5, end["y"] + 4, steps=4)
    with page.expect_response(lambda answer: "/order/" in answer.url) as saved:
        page.mouse.up()
    assert saved.value.status == 204
    assert order_of(page) == ["๔.๑ เรื่องสาม", "๔.๒ เรื่องหนึ่ง", "๔.๓ เรื่องสอง"]
    button = page.get_by_role("button", name="เลื่อนลง: เรื่องหนึ่ง")
    button.focus()
    with page.expect_response(lambda answer: "/order/" in answer.url):
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "up"  # it is the last one now
    page.reload()
    assert order_of(page) == ["๔.๑ เรื่องสาม", "๔.๒ เรื่องสอง", "๔.๓ เรื่องหนึ่ง"]
    assert page.problems == []  # type: ignore[attr-defined]
    plain = open_as(OFFICER, f"{path}agenda/", script=False)
    plain.get_by_role("button", name="เลื่อนขึ้น: เรื่องหนึ่ง").click()
    assert order_of(plain) == ["๔.๑ เรื่องสาม", "๔.๒ เรื่องหนึ่ง", "๔.๓ เรื่องสอง"]


def test_a_report_survives_a_lost_line(open_as: Callable[..., Page]) -> None:
    page = open_as(FINANCE, "/office/", on="phone")
    base = page.url.split("/office/")[0]
    path = find_called(page)
    page.goto(f"{base}{path}filing/")
    page.get_by_label("ผลการปฏิบัติงานเดือนนี้").fill("จัดเก็บภาษี ๙๐ ราย")
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="ส่งรายงาน").click()
    page.context.set_offline(False)
    page.goto(f"{base}{path}filing/")
    assert page.get_by_label("ผลการปฏิบัติงานเดือนนี้").input_value() == "จัดเก็บภาษี ๙๐ ราย"
    assert page.get_by_text("ยังไม่ได้บันทึกกลับมาแล้ว").is_visible()
    page.get_by_role("button", name="ส่งรายงาน").click()
    page.locator(".messages").wait_for()
    assert not page.get_by_text("ยังไม่ได้บันทึกกลับมาแล้ว").is_visible()
    assert page.evaluate('Object.keys(localStorage).filter((key) => key.includes("filing-"))') == []
    page.get_by_label("ข้อเสนอแนะ").fill("ออกหน่วยเพิ่ม")
    page.get_by_role("button", name="บันทึกรายงาน").click()
    page.locator(".messages").wait_for()
    page.goto(f"{base}{path}agenda/")
    page.locator("summary").first.click()
    assert page.get_by_text("จัดเก็บภาษี ๙๐ ราย").is_visible()


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_each_page_fits_and_can_be_read_by_everybody(open_as: Callable[..., Page], on: str) -> None:
    officer = open_as(OFFICER, "/office/", on=on)
    path = find_called(officer)
    parts = ("", "agenda/", "filing/", "filing/palad/", "change/", "cancel/", "invite/", "guests/")
    found = problems_of(officer, *(path + part for part in parts))
    officer.goto(f"{officer.url.split('/office/')[0]}{path}agenda/")
    officer.get_by_role("link", name="เพิ่มเรื่อง").first.click()
    found |= problems_of(officer)
    finance = open_as(FINANCE, path, on=on)
    assert found | problems_of(finance, path, f"{path}agenda/", f"{path}filing/") == {}
