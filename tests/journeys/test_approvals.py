"""Plan and report on their way: four people sign on their phones, one of them acting for another."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from prongsai.thai.fiscal import fiscal_year_of
from tests.journeys.approving import (
    APPROVE,
    PASS_ON,
    Open,
    Phones,
    add_plan,
    address_of_chain,
    assert_sound,
    open_waiting,
    sign,
    submit_plan,
    wait_for_seal,
)
from tests.journeys.conftest import HEAD, MAYOR, OFFICER, PALAD

pytestmark = pytest.mark.xdist_group("journeys")
# Years of their own: nothing of the other journeys is on its way in them.
SIGNED, DISPUTED = (fiscal_year_of(dt.date.today()).year_be - years for years in (4, 5))


def test_from_the_plan_to_the_verified_report_with_one_person_acting(open_as: Open) -> None:
    officer = add_plan(open_as, SIGNED)
    phones = Phones(open_as)
    appoint_head_for_palad(officer)
    try:
        officer.goto(officer.url.split("/office/")[0] + f"/office/measures/{SIGNED}/announcement/")
        submit_plan(officer)
        sign_for_both_desks(phones)
        wait_for_seal(sign(phones, MAYOR, SIGNED, APPROVE))
        officer.reload()
        officer.get_by_role("button", name="เผยแพร่แผน", exact=True).click()
        officer.get_by_role("link", name="รายงานประจำปี").click()
        officer.get_by_role("button", name="เสนอรายงานฉบับนี้").click()
        address = address_of_chain(officer)
        sign(phones, HEAD, SIGNED)
    finally:
        end_acting(officer)
    mayor = open_waiting(phones, MAYOR, SIGNED)
    assert urlsplit(mayor.url).path == address
    assert_sound(mayor)
    mayor.get_by_role("button", name=APPROVE, exact=True).click()
    wait_for_seal(mayor)
    publish_report(officer)
    read_and_verify(open_as)


def appoint_head_for_palad(officer: Page) -> None:
    """The officer records that the head acts for the chief administrator since yesterday."""
    open_post_of_palad(officer)
    officer.get_by_text("บันทึกผู้รักษาราชการแทน").click()
    form = officer.locator("form", has=officer.locator("[name=acting-user]"))
    form.locator("[name=acting-user]").select_option(label="นายวิชัย มั่นคง")
    form.locator("[name=acting-wording]").select_option(label="รักษาราชการแทน")
    form.locator("[name=acting-rank]").fill("2")
    yesterday = dt.date.today() - dt.timedelta(days=1)
    form.locator("[name=acting-starts_on]").fill(thai_day(yesterday))
    form.locator("[name=acting-order_number]").fill("๙๙/๒๕๖๙")
    form.get_by_role("button", name="บันทึก").click()
    expect(officer.locator("main .p-alert").first).to_contain_text("นายวิชัย มั่นคง")


def end_acting(officer: Page) -> None:
    """The acting ends: the chief administrator signs again."""
    open_post_of_palad(officer)
    row = officer.locator("li", has_text="๙๙/๒๕๖๙")
    row.get_by_text("สิ้นสุด").click()
    row.locator("[name=ends_on]").fill(thai_day(dt.date.today() - dt.timedelta(days=1)))
    row.get_by_role("button", name="บันทึก").click()
    expect(officer.locator("main .p-alert").first).to_contain_text("นางพรทิพย์ ศรีสุข")


def open_post_of_palad(officer: Page) -> None:
    officer.goto(officer.url.split("/office/")[0] + "/office/organization/")
    officer.get_by_role("link", name="ปลัดองค์การบริหารส่วนตำบลตัวอย่าง").first.click()


def thai_day(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year + 543}"


def sign_for_both_desks(phones: Phones) -> None:
    """One screen, two opinions, two records with two capacities."""
    phone = open_waiting(phones, HEAD, SIGNED)
    expect(phone.get_by_text("ท่านลงนามหลายลำดับในครั้งเดียว")).to_be_visible()
    assert_sound(phone)
    boxes = phone.locator("form textarea[name^=opinion]")
    expect(boxes).to_have_count(2)
    phone.get_by_role("button", name="- เห็นควรอนุมัติตามเสนอ").first.click()
    expect(boxes.first).to_have_value("- เห็นควรอนุมัติตามเสนอ")
    phone.get_by_role("button", name=PASS_ON, exact=True).click()
    signed = phone.locator(".p-chain li[data-state=signed]")
    expect(signed).to_have_count(3)
    expect(signed.nth(1)).to_contain_text("- เห็นควรอนุมัติตามเสนอ")
    expect(signed.nth(2)).to_contain_text("หัวหน้าสำนักปลัด รักษาราชการแทน")
    expect(signed.nth(2)).to_contain_text("- เพื่อโปรดพิจารณา")
    assert_sound(phone)


def publish_report(officer: Page) -> None:
    """The officer publishes the sealed report and copies its address for the national system."""
    officer.goto(officer.url.split("/office/")[0] + f"/office/measures/{SIGNED}/announcement/")
    officer.get_by_role("button", name="เผยแพร่รายงาน").click()
    officer.context.grant_permissions(["clipboard-read", "clipboard-write"])
    field = officer.locator(".p-copy", has_text="รายงาน")
    field.get_by_role("button", name="คัดลอกลิงก์").click()
    expect(field.get_by_role("button", name="คัดลอกแล้ว")).to_be_visible()
    copied = officer.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"/plan/{SIGNED}/report/")
    assert_sound(officer)


def read_and_verify(open_as: Open) -> None:
    """A citizen without scripts downloads the report and has it checked, then one byte changed."""
    citizen = open_as(None, f"/plan/{SIGNED}/report/", on="phone", script=False)
    link = citizen.get_by_role("link", name="เอกสารฉบับผนึก (PDF)").get_attribute("href")
    base = citizen.url.split("/plan/")[0]
    sealed = citizen.request.get(f"{base}{link}").body()
    assert sealed.startswith(b"%PDF-")
    citizen.get_by_role("link", name="ตรวจสอบเอกสารฉบับผนึก").click()
    acting = citizen.locator("tr", has_text="ปลัดองค์การบริหารส่วนตำบลตัวอย่าง").first
    expect(acting).to_contain_text("หัวหน้าสำนักปลัด รักษาราชการแทน")
    assert "นายวิชัย" not in citizen.locator("main").inner_text()
    compare(citizen, sealed)
    expect(citizen.get_by_role("status")).to_contain_text("ตรงกันทุกไบต์")
    changed = bytearray(sealed)
    changed[len(changed) // 3] ^= 1
    compare(citizen, bytes(changed))
    expect(citizen.get_by_role("status")).to_contain_text("ไฟล์ของท่านไม่ใช่เอกสารฉบับผนึก")
    expect(citizen.get_by_role("status")).to_contain_text("ตราผนึกไม่ตรงกับเนื้อหา")
    compare(citizen, citizen.request.get(f"{base}/plan/{SIGNED}/plan.pdf").body())
    expect(citizen.get_by_role("status")).to_contain_text("เอกสารฉบับผนึกอีกฉบับ")
    compare(citizen, b"GIF89a")
    expect(citizen.get_by_role("status")).to_contain_text("ไม่ใช่ PDF ที่อ่านได้")


def compare(citizen: Page, content: bytes) -> None:
    """Upload a file to the verification page."""
    file = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": content}
    citizen.get_by_label("ไฟล์ที่ต้องการตรวจสอบ").set_input_files([file])  # type: ignore[list-item]
    citizen.get_by_role("button", name="เปรียบเทียบ").click()


def test_refused_by_the_mayor_then_returned_by_the_palad_and_approved(open_as: Open) -> None:
    officer = add_plan(open_as, DISPUTED)
    phones = Phones(open_as)
    address = submit_plan(officer)
    sign(phones, HEAD, DISPUTED)
    sign(phones, PALAD, DISPUTED)
    refuse(phones, officer, address)
    again = submit_plan(officer)
    assert again != address
    return_and_correct(phones, officer, again)
    sign(phones, HEAD, DISPUTED)
    sign(phones, PALAD, DISPUTED)
    done = sign(phones, MAYOR, DISPUTED, APPROVE)
    expect(done.get_by_text("รอบที่ 1")).to_be_visible()
    done.get_by_text("รอบที่ 1").click()
    expect(done.get_by_text("ระยะเวลาไม่ชัดเจน").last).to_be_visible()
    assert_sound(done)


def refuse(phones: Phones, officer: Page, address: str) -> None:
    """The mayor refuses: not without a reason; the number stays, marked."""
    mayor = open_waiting(phones, MAYOR, DISPUTED)
    mayor.get_by_text("ไม่อนุมัติ หรือส่งคืนแก้ไข").click()
    mayor.get_by_role("button", name="ไม่อนุมัติตามที่เสนอ").click()
    expect(mayor.locator(".p-thumb").get_by_role("alert")).to_contain_text("ระบุเหตุผล")
    assert_sound(mayor)
    mayor.get_by_label("เหตุผล", exact=True).fill("งบประมาณไม่เพียงพอ")
    mayor.get_by_role("button", name="ไม่อนุมัติตามที่เสนอ").click()
    expect(mayor.get_by_text("งบประมาณไม่เพียงพอ").first).to_be_visible()
    expect(mayor.locator(".p-thumb")).to_have_count(0)
    officer.goto(officer.url.split("/office/")[0] + "/office/registers/")
    officer.locator("main .p-list a", has_text="บันทึกข้อความ").first.click()
    row = officer.locator("tr", has=officer.locator(f"a[href='{address}']"))
    expect(row).to_contain_text("ไม่อนุมัติ")
    officer.goto(officer.url.split("/office/")[0] + f"/office/measures/{DISPUTED}/announcement/")


def return_and_correct(phones: Phones, officer: Page, address: str) -> None:
    """The palad returns the plan; it goes out again corrected, under the same number."""
    sign(phones, HEAD, DISPUTED)
    palad = open_waiting(phones, PALAD, DISPUTED)
    palad.get_by_text("ส่งคืนแก้ไข").first.click()
    palad.get_by_label("เหตุผล", exact=True).fill("ระยะเวลาไม่ชัดเจน")
    palad.get_by_role("button", name="ยืนยันส่งคืน").click()
    expect(palad.get_by_text("ระยะเวลาไม่ชัดเจน").first).to_be_visible()
    inbox = phones.open(OFFICER, "/office/approvals/")
    expect(inbox.locator("section", has_text="ส่งคืนถึงฉัน")).to_contain_text("ระยะเวลาไม่ชัดเจน")
    assert_sound(inbox)
    officer.goto(officer.url.split("/office/")[0] + f"/office/measures/{DISPUTED}/")
    cell = officer.locator("tr", has_text="จัดทำคู่มือประชาชน").locator("td[data-label=ระยะเวลา]")
    cell.locator("[data-edit-cell]").click()
    cell.locator("input[name=period_text]").fill("ไตรมาสที่ 3")
    cell.get_by_role("button", name="บันทึก").click()
    expect(cell).to_contain_text("ไตรมาสที่ 3")
    officer.goto(f"{officer.url}announcement/")
    officer.get_by_role("button", name="เสนอแผนอีกครั้ง").click()
    assert address_of_chain(officer) == address
