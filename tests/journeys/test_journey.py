"""From last year's table to the public page, as three personas walk it in a real browser."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from prongsai.thai.fiscal import fiscal_year_of
from tests.journeys.conftest import FINANCE, MAYOR, OFFICER, overflow

pytestmark = pytest.mark.xdist_group("journeys")
YEAR = fiscal_year_of(dt.date.today()).year_be + 1
TABLE = f"""ประเด็น\tมาตรการ/โครงการ\tขั้นตอน\tระยะเวลา\tผู้รับผิดชอบ\tผลผลิต\tผลลัพธ์
กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง\tเผยแพร่ผลจัดซื้อจัดจ้าง\tรวบรวมข้อมูล\tต.ค. {YEAR - 1} – ก.ย. {YEAR}\tกองคลัง\tรายงาน ๑๒ ฉบับ\tประชาชนตรวจสอบได้
กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ\tจัดทำคู่มือประชาชน\tจัดทำคู่มือ\tต.ค. {YEAR - 1} – ก.ย. {YEAR}\tสำนักปลัด\tคู่มือ ๑ เล่ม\tประชาชนรู้ขั้นตอน
"""


def _photo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (1200, 900), "olive").save(buffer, "JPEG")
    return buffer.getvalue()


def test_from_import_to_the_public_page(open_as: Callable[..., Page]) -> None:
    officer = open_as(OFFICER, "/office/measures/import/")
    officer.get_by_label("หรือวางข้อความ").fill(TABLE)
    officer.get_by_label("ปีงบประมาณ").fill(str(YEAR))
    officer.get_by_label("เอกสารนี้คือ").select_option("plan")
    officer.get_by_role("button", name="ดูรายละเอียด").click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text("2 มาตรการ")
    officer.get_by_role("button", name="บันทึกทั้งหมด").click()
    expect(officer).to_have_url(f"http://127.0.0.1:{_port(officer)}/office/measures/{YEAR}/")

    # A cell is edited in its place, without leaving the table.
    cell = officer.locator("tr", has_text="จัดทำคู่มือประชาชน").locator("td[data-label=ระยะเวลา]")
    cell.locator("[data-edit-cell]").click()
    cell.locator("input[name=period_text]").fill("ไตรมาสที่ 2")
    cell.get_by_role("button", name="บันทึก").click()
    expect(cell).to_contain_text("ไตรมาสที่ 2")
    expect(cell.locator("input[name=period_text]")).to_have_count(0)

    # The divisions are asked; finance answers on a phone, with a photo.
    officer.goto(officer.url + "requests/")
    officer.get_by_role("button", name="ขอข้อมูลจากทุกกอง").click()
    text = officer.locator("textarea", has_text="กองคลัง").input_value()
    path = text[text.index("/office/") :].strip()
    phone = open_as(FINANCE, path, on="phone")
    assert overflow(phone) <= 0
    phone.get_by_label("ผลผลิตที่ได้").fill("รายงานผลการจัดซื้อจัดจ้าง ๑๒ ฉบับ")
    phone.get_by_label("ผลลัพธ์ที่เกิดขึ้น").fill("ประชาชนตรวจสอบการใช้งบประมาณได้")
    phone.get_by_text("เพิ่มหลักฐาน").first.click()
    phone.locator("input[type=file]").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": _photo()}
    )
    phone.get_by_label("แสดงต่อประชาชน").check()
    phone.get_by_role("button", name="บันทึก", exact=True).first.click()
    expect(phone.get_by_text("บันทึกแล้ว").first).to_be_visible()
    phone.get_by_role("button", name="ตอบครบแล้ว").click()

    # The officer sees the answer, publishes, hands the report in.
    officer.reload()
    expect(officer.locator("tr", has_text="กองคลัง").first).to_contain_text("ตอบแล้ว")
    year = officer.url.replace("requests/", "")
    officer.goto(year + "announcement/")
    officer.get_by_role("button", name="เผยแพร่แผน", exact=True).click()
    expect(officer.get_by_role("link", name="ดูหน้าเผยแพร่")).to_be_visible()
    officer.goto(year + "report/")
    officer.get_by_role("button", name="เสนอรายงานฉบับนี้").click()
    expect(officer.get_by_text("รอพิจารณา").first).to_be_visible()

    # The mayor may read everything but changes nothing.
    mayor = open_as(MAYOR, f"/office/measures/{YEAR}/report/")
    expect(mayor.get_by_role("link", name="PDF").first).to_be_visible()
    expect(mayor.get_by_role("button", name="เสนอรายงานฉบับนี้")).to_have_count(0)

    # A citizen reads it on a phone without scripts.
    citizen = open_as(None, f"/plan/{YEAR}/", on="phone", script=False)
    expect(citizen.get_by_text("รายงานผลการจัดซื้อจัดจ้าง ๑๒ ฉบับ")).to_be_visible()
    expect(citizen.get_by_text("ไตรมาสที่ 2")).to_be_visible()
    with citizen.expect_download() as got:
        citizen.get_by_role("link", name="CSV").first.click()
    assert got.value.suggested_filename.endswith(".csv")
    for page in (officer, phone, mayor):
        assert page.problems == []  # type: ignore[attr-defined]


def _port(page: Page) -> str:
    return page.url.split(":")[2].split("/")[0]


def test_what_was_typed_stays_when_the_line_is_down(open_as: Callable[..., Page]) -> None:
    page = open_as(OFFICER, f"/office/measures/{YEAR - 1}/")
    cell = page.locator("td[data-label=ผลลัพธ์]").first
    cell.locator("[data-edit-cell]").click()
    cell.locator("textarea").fill("ข้อความที่ต้องไม่หาย")
    page.context.set_offline(True)
    cell.get_by_role("button", name="บันทึก").click()
    expect(cell.get_by_role("alert")).to_contain_text("ยังไม่ได้บันทึก")
    expect(cell.locator("textarea")).to_have_value("ข้อความที่ต้องไม่หาย")
    page.context.set_offline(False)
    cell.get_by_role("button", name="บันทึก").click()
    expect(cell).to_contain_text("ข้อความที่ต้องไม่หาย")


def test_escape_leaves_a_cell_as_it_was(open_as: Callable[..., Page]) -> None:
    page = open_as(OFFICER, f"/office/measures/{YEAR - 1}/")
    cell = page.locator("td[data-label=ระยะเวลา]").first
    before = cell.inner_text()
    cell.locator("[data-edit-cell]").click()
    cell.locator("input[name=period_text]").fill("เปลี่ยนใจ")
    page.keyboard.press("Escape")
    expect(cell.locator("[data-edit-cell]")).to_be_focused()
    assert cell.inner_text() == before
