"""An announcement from the ready text to the public page, its feed, and the check behind its QR."""

import datetime as dt
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from prongsai.thai.fiscal import fiscal_year_of
from tests.journeys.approving import Open, Phones, assert_sound, photo_of_paper
from tests.journeys.conftest import OFFICER
from tests.journeys.test_approvals import compare
from tests.journeys.writing import printed_address, sign_through, write_paper

pytestmark = pytest.mark.xdist_group("journeys")
YEAR = fiscal_year_of(dt.date.today()).year_be
SUBJECT = "แนวปฏิบัติสำหรับพนักงานเคาน์เตอร์บริการ"


def test_from_the_announcement_to_the_check_of_its_file(open_as: Open) -> None:
    officer = write_paper(open_as, "announcement", "dos-and-donts", SUBJECT)
    paper = urlsplit(officer.url).path
    number = sign_through(Phones(open_as), SUBJECT)
    officer.reload()
    expect(officer.locator("main section").first).to_contain_text(number)
    citizen = open_as(None, "/documents/", on="phone")
    expect(citizen.get_by_role("link", name=SUBJECT)).to_have_count(0)
    officer.get_by_role("button", name="เผยแพร่", exact=True).click()
    expect(officer.get_by_role("link", name="ดูหน้าเผยแพร่")).to_be_visible()
    assert_sound(officer)
    find_by_class_and_year(citizen)
    find_in_feed(citizen, number, paper)
    citizen.get_by_role("link", name=SUBJECT).click()
    assert_sound(citizen)
    check(citizen, number)


def find_by_class_and_year(citizen: Page) -> None:
    """Another class or year does not show it, its own does."""
    for known, is_found in (("no-gift", False), ("dos-and-donts", True)):
        citizen.goto(citizen.url.partition("?")[0])
        citizen.get_by_label("ประเภทเรื่อง").select_option(known)
        citizen.get_by_label("ปีงบประมาณ").select_option(str(YEAR))
        citizen.get_by_role("button", name="แสดง").click()
        expect(citizen.get_by_role("link", name=SUBJECT)).to_have_count(int(is_found))
    assert_sound(citizen)


def find_in_feed(citizen: Page, number: str, paper: str) -> None:
    """The feed that the page names has an entry for it."""
    link = citizen.locator("link[type='application/atom+xml'][href*=documents]").get_attribute(
        "href"
    )
    base = citizen.url.split("/documents/")[0]
    feed = ElementTree.fromstring(citizen.request.get(f"{base}{link}").body())
    space = {"a": "http://www.w3.org/2005/Atom"}
    titles = {
        node.findtext("a:id", "", space): node.findtext("a:title", "", space)
        for node in feed.findall("a:entry", space)
    }
    key = "urn:uuid:" + paper.rstrip("/").rpartition("/")[2]
    assert number in titles[key]
    assert SUBJECT in titles[key]


def check(citizen: Page, number: str) -> None:
    """Download the file, go where its QR leads, and have the very file compared."""
    link = citizen.get_by_role("link", name="ไฟล์ PDF ที่ลงนามและผนึกแล้ว").get_attribute("href")
    base = citizen.url.split("/documents/")[0]
    sealed = citizen.request.get(f"{base}{link}").body()
    citizen.goto(base + printed_address(sealed))
    expect(citizen.locator("main")).to_contain_text(number)
    expect(citizen.get_by_role("heading", level=1)).to_contain_text(SUBJECT)
    expect(citizen.locator(".p-alert--good")).to_contain_text("อนุมัติเอกสารฉบับนี้")
    compare(citizen, sealed)
    expect(citizen.get_by_role("status")).to_contain_text("ตรงกันทุกไบต์")
    assert_sound(citizen)
    changed = bytearray(sealed)
    changed[len(changed) // 3] ^= 1
    compare(citizen, bytes(changed))
    expect(citizen.get_by_role("status")).to_contain_text("ไฟล์ของท่านไม่ใช่เอกสารฉบับผนึก")


def test_whoever_writes_signs_the_print(open_as: Open) -> None:
    officer = open_as(OFFICER, "/office/papers/new/memo/?class=memo")
    officer.get_by_label("เรื่อง", exact=True).fill("ขออนุมัติจัดซื้อวัสดุสำนักงาน")
    officer.get_by_label("เนื้อความ").fill("เห็นควรอนุมัติให้จัดซื้อวัสดุสำนักงาน")
    officer.get_by_role("button", name="บันทึกร่าง").click()
    officer.get_by_label("ลงนามในกระดาษที่พิมพ์").check()
    officer.get_by_role("button", name="เสนอเพื่อลงนาม").click()
    officer.wait_for_url("**/office/approvals/*-*/")
    form = officer.locator("form", has=officer.locator("[name=scan]"))
    form.locator("[name=scan]").set_input_files([photo_of_paper()])  # type: ignore[list-item]
    form.get_by_role("button", name="บันทึก").click()
    expect(officer.locator(".p-chain li").first).to_contain_text("ลงนามในกระดาษ")
    assert_sound(officer)
