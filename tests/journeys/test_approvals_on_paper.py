"""Where the paper is signed: the reporter's own name and the mayor's, photographed and recorded."""

import datetime as dt

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from prongsai.thai.fiscal import fiscal_year_of
from tests.journeys.approving import (
    Open,
    Phones,
    add_plan,
    assert_sound,
    photo_of_paper,
    sign,
    wait_for_seal,
)
from tests.journeys.conftest import HEAD, PALAD

pytestmark = pytest.mark.xdist_group("journeys")
YEAR = fiscal_year_of(dt.date.today()).year_be - 6
ON_PAPER = "ลงนามในกระดาษ"


def test_signed_on_paper_is_said_everywhere(open_as: Open) -> None:
    officer = add_plan(open_as, YEAR)
    phones = Phones(open_as)
    officer.get_by_label("ลงนามในกระดาษที่พิมพ์").check()
    officer.get_by_role("button", name="เสนอแผนเพื่ออนุมัติ").click()
    officer.wait_for_url("**/office/approvals/*-*/")
    assert_sound(officer)
    record(officer)
    expect(officer.locator(".p-chain li").first).to_contain_text(ON_PAPER)
    sign(phones, HEAD, YEAR)
    sign(phones, PALAD, YEAR)
    officer.reload()
    officer.get_by_text(f"{ON_PAPER}: นายก").click()
    officer.get_by_label("ผลการพิจารณา").select_option("approved")
    record(officer)
    wait_for_seal(officer)
    officer.goto(officer.url.split("/office/")[0] + f"/office/measures/{YEAR}/announcement/")
    officer.get_by_role("button", name="เผยแพร่แผน", exact=True).click()
    expect(officer.get_by_role("link", name="ดูหน้าเผยแพร่")).to_be_visible()
    read(open_as)


def record(officer: Page) -> None:
    """Upload the photo; name, capacity and date stand there already."""
    form = officer.locator("form", has=officer.locator("[name=scan]"))
    expect(form.get_by_label("ชื่อ", exact=True)).not_to_have_value("")
    form.locator("[name=scan]").set_input_files([photo_of_paper()])  # type: ignore[list-item]
    form.get_by_role("button", name="บันทึก").click()
    expect(officer.locator(".messages")).to_contain_text("บันทึกการลงนามในกระดาษแล้ว")


def read(open_as: Open) -> None:
    """A citizen sees which signatures stand on paper: on the page, in the PDF, in the check."""
    citizen = open_as(None, f"/plan/{YEAR}/", on="phone")
    assert_sound(citizen)
    said = citizen.locator(".p-alert--good")
    expect(said).to_contain_text(f"{ON_PAPER}: นักจัดการงานทั่วไป, นายก")
    base = citizen.url.split("/plan/")[0]
    files = citizen.locator(".p-files").first.get_by_role("link")
    scan = files.filter(has_text="ภาพเอกสารที่ลงนามในกระดาษ").first.get_attribute("href")
    assert citizen.request.get(f"{base}{scan}").headers["content-type"] == "image/jpeg"
    link = files.filter(has_text="เอกสารฉบับผนึก").get_attribute("href")
    sealed = citizen.request.get(f"{base}{link}").body()
    pages = pypdfium2.PdfDocument(sealed)
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert text.count(f"({ON_PAPER})") == 2
    citizen.get_by_role("link", name="ตรวจสอบเอกสารฉบับผนึก").click()
    expect(citizen.locator("td .p-badge", has_text=ON_PAPER)).to_have_count(2)
    assert_sound(citizen)
