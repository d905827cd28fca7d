"""Measure 1.2 from meetings that were really held: scheduled, kept on a phone, adopted, public, reported."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import closing
from uuid import uuid4

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from prongsai.thai.calendar import Month, format_date, format_month
from prongsai.thai.fiscal import FiscalYear, fiscal_year_of
from tests.circulars.conftest import make_pdf
from tests.config.runner import Served
from tests.journeys.approving import assert_sound
from tests.journeys.conftest import HEAD, OFFICER
from tests.journeys.writing import in_shell

pytestmark = pytest.mark.xdist_group("journeys")
Open = Callable[..., Page]
TODAY = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()
THIS: FiscalYear = fiscal_year_of(TODAY)
NOTE = "ที่ประชุมเห็นว่าควรมีป้ายบอกขั้นตอน"
# A year before everything that the example knows.
PAST = FiscalYear(THIS.year_be - 9)
NAME = "ประชุมหัวหน้าส่วนราชการ"
MATTER = "ปรับปรุงจุดบริการประชาชน"
RESOLVED = "ให้สำนักปลัดจัดทำป้ายบอกขั้นตอนให้แล้วเสร็จ"
BODY = """
import datetime as dt
from django.utils import timezone
from prongsai.meetings import services
from prongsai.meetings.services import Member
from prongsai.organization.models import Role
from prongsai.organization.queries import find_division, find_position, holders_of_role
officer = holders_of_role(Role.INTEGRITY_OFFICER, timezone.localdate())[0]
body = services.save_body(actor=officer, kind="staff", code="{code}", name="{name} {code}", usual_place="ห้องประชุม")
seats = [(find_position(Role.CHIEF_ADMINISTRATOR), "chair"), (find_position(Role.INTEGRITY_OFFICER), "secretary")]
seats += [(find_position(Role.DIVISION_HEAD, find_division(d)), "member") for d in ("สำนักปลัด", "กองคลัง")]
for at, (position, role) in enumerate(seats):
    member = Member(position=position, role=role, checks_minutes=at == 2)
    services.add_member(actor=officer, body=body, member=member, starts_on=dt.date(2020, 1, 1))
"""


@pytest.fixture
def code(served: Served) -> str:
    """A body of staff meetings without any meeting yet."""
    made = f"heads-{uuid4().hex[:6]}"
    in_shell(served, BODY.format(code=made, name=NAME))
    return made


def base_of(page: Page) -> str:
    """The address of the program."""
    return "/".join(page.url.split("/", 3)[:3])


def go(page: Page, path: str) -> None:
    """To another page of the program."""
    page.goto(base_of(page) + path)


def text_of(pdf: bytes) -> str:
    """The text layer of a PDF without its spaces."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return re.sub(r"\s", "", text)


def proof_of(page: Page, year: FiscalYear) -> Locator:
    """What the register of meetings shows on measure 1.2 of a year, attached when it is not yet."""
    go(page, f"/office/measures/{year.year_be}/")
    page.get_by_role("link", name="จัดประชุมประจำเดือน").first.click()
    page.wait_for_url("**/office/measures/measure/**")
    attach = page.get_by_role("button", name="ใช้ทะเบียนนี้เป็นหลักฐาน")
    if attach.count():
        attach.click()
        expect(attach).to_have_count(0)
    return page.locator("section", has_text="ทะเบียนในระบบแสดงว่า").last


def standing(page: Page, year: FiscalYear) -> str:
    """How many of the year's months have a meeting, as measure 1.2 shows it."""
    found = re.search(r"\b\d+/12\b", proof_of(page, year).inner_text())
    assert found is not None
    return found[0]


def import_past(page: Page, code: str, months: range) -> None:
    """The minutes of these months of a past year, as PDF files, are taken in by number and day."""
    files = []
    for month in (PAST.months()[at] for at in months):
        day = month.first_day.replace(day=9)
        text = f"รายงานการประชุม ครั้งที่ {day.month}/{day.year + 543} วันที่ {format_date(day)}"
        file = {"name": f"{month}.pdf", "mimeType": "application/pdf", "buffer": make_pdf(text)}
        files.append(file)
    go(page, "/office/meetings/import/")
    page.get_by_label("คณะประชุม").select_option(code)
    page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name="อ่านไฟล์").click()
    page.get_by_role("button", name="บันทึกรายงานที่เลือกทั้งหมด").click()
    page.wait_for_url(f"**/office/meetings/?body={code}*")


def add_year(open_as: Open) -> Page:
    """The plan of a past year without a report, with measure 1.2 as the seed writes it."""
    year = PAST.year_be
    table = f"""ประเด็น\tมาตรการ/โครงการ\tขั้นตอน\tระยะเวลา\tผู้รับผิดชอบ\tผลผลิต\tผลลัพธ์
กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ\tจัดประชุมประจำเดือน\tจัดประชุม\tต.ค. {year - 1} – ก.ย. {year}\tสำนักปลัด\tรายงานการประชุมประจำเดือน ครบทุกเดือน\tผลการปฏิบัติงานแต่ละกอง ปัญหาและอุปสรรค
"""
    officer = open_as(OFFICER, "/office/measures/import/")
    officer.get_by_label("หรือวางข้อความ").fill(table)
    officer.get_by_label("ปีงบประมาณ").fill(str(year))
    officer.get_by_label("เอกสารนี้คือ").select_option("plan")
    officer.get_by_role("button", name="ดูรายละเอียด").click()
    officer.get_by_role("button", name="บันทึกทั้งหมด").click()
    officer.wait_for_url(f"**/office/measures/{year}/")
    return officer


def test_twelve_months_of_minutes_prove_the_measure_and_the_annual_report_carries_it(
    open_as: Open, code: str
) -> None:
    officer = add_year(open_as)
    assert standing(officer, PAST) == "0/12"
    import_past(officer, code, range(1))
    assert standing(officer, PAST) == "1/12"
    assert "ไม่มีการประชุมเดือนพฤศจิกายน" in proof_of(officer, PAST).inner_text()
    import_past(officer, code, range(1, 12))
    assert standing(officer, PAST) == "12/12"
    assert_sound(officer)
    proof = proof_of(officer, PAST)
    assert "ยังขาด" not in proof.inner_text()
    box = proof.get_by_label("ข้อความผลผลิตที่แนะนำ")
    expect(box).to_have_value(re.compile("จัดประชุมประจำเดือน ๑๒ ครั้ง ครบทุกเดือน"))
    box.fill(box.input_value() + " ตามแผน")
    proof.get_by_role("button", name="ใช้ข้อความนี้").first.click()
    shown = officer.get_by_role("listitem").filter(has_text="รับรองแล้ว ๑๒ ฉบับ ตามแผน")
    expect(shown.first).to_be_visible()
    go(officer, f"/office/measures/{PAST.year_be}/report/")
    link = officer.get_by_role("link", name="PDF").first.get_attribute("href")
    pdf = officer.request.get(f"{base_of(officer)}{link}").body()
    assert "จัดประชุมประจำเดือน๑๒ครั้งครบทุกเดือน" in text_of(pdf)
    assert "รับรองแล้ว๑๒ฉบับตามแผน" in text_of(pdf)
    assert officer.problems == []  # type: ignore[attr-defined]


def save_day(page: Page, button: str) -> None:
    """Save; today may be a holiday, then the program asks."""
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()
    asked = page.get_by_label("ประชุมในวันหยุดด้วย")
    if asked.count():
        asked.check()
        page.get_by_role("button", name=button, exact=True).click()


def schedule_year(page: Page, code: str) -> Locator:
    """Plan the free months of this year in one step; gives the table, saved."""
    go(page, f"/office/meetings/schedule/?body={code}&year={THIS.year_be}")
    rows = page.locator(".p-schedule > tbody > tr")
    expect(rows).to_have_count(12)
    mine = rows.nth([month.month for month in THIS.months()].index(TODAY.month))
    mine.get_by_label(re.compile("^วันที่")).fill(format_date(TODAY))
    mine.get_by_label(re.compile("^เวลา")).fill("00:05")
    for row in rows.all():
        row.get_by_role("checkbox").check()
    assert_sound(page)
    save_day(page, "บันทึกกำหนดการที่เลือกทั้งหมด")
    page.wait_for_url(f"**/office/meetings/?body={code}*")
    return page.locator(".p-strip, section", has_text="จาก 12 เดือน").first


def add_matter(page: Page, title: str) -> None:
    """A matter for consideration comes onto the agenda that the page shows."""
    page.locator(".p-line").nth(3).get_by_role("link", name="เพิ่มเรื่อง").click()
    page.get_by_label("ชื่อเรื่อง").fill(title)
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.locator(".p-line").first.wait_for()


def test_a_meeting_goes_from_the_schedule_to_the_public_page(open_as: Open, code: str) -> None:
    officer = open_as(OFFICER, "/office/")
    strip = schedule_year(officer, code)
    assert "ประชุมแล้ว 0 จาก 12 เดือน" in strip.inner_text()
    month = strip.locator("li", has_text=format_month(Month.of(TODAY), "short"))
    month.get_by_role("link").first.click()
    officer.wait_for_url(re.compile(r"/office/meetings/[0-9a-f-]{36}/$"))
    path = "/" + officer.url.split("/", 3)[3]
    go(officer, f"{path}agenda/")
    add_matter(officer, MATTER)
    assert_sound(officer)
    go(officer, f"{path}invite/")
    officer.get_by_role("button", name="ส่งคำเชิญ").click()
    expect(officer.locator("main")).to_contain_text("อ่านแล้ว 1 จาก 4 คน")
    keep_on_phone(open_as, path)
    have_checked(open_as, officer, path)
    adopt_in_next(officer, code)
    publish(officer, path)
    public = path.replace("/office/", "/")
    assert_sound(open_as(None, public, on="phone"))
    citizen = open_as(None, public, on="phone", script=False)
    for words in (NOTE, RESOLVED):
        expect(citizen.get_by_text(words).first).to_be_visible()
    assert "ประชุมหัวหน้าส่วนราชการ" in proof_of(officer, THIS).inner_text()
    assert officer.problems == []  # type: ignore[attr-defined]


def begin(page: Page, path: str, at: str) -> None:
    """Open a meeting at this hour of today."""
    go(page, path)
    page.get_by_role("link", name=re.compile("เปิดประชุม")).first.click()
    page.get_by_label("เริ่มประชุมเวลา").fill(at)
    page.get_by_role("button", name="เริ่มประชุม").click()
    page.locator(".p-record").wait_for()


def end(page: Page, at: str) -> None:
    """Everybody else was there; the meeting ends, its minutes are a draft."""
    page.get_by_role("button", name="ที่เหลือ").click()
    expect(page.get_by_role("button", name="ที่เหลือ")).to_have_count(0)
    page.get_by_role("link", name="ปิดประชุม").click()
    page.get_by_label("เลิกประชุมเวลา").fill(at)
    page.get_by_role("button", name="ปิดประชุม").click()
    page.wait_for_url("**/minutes/")


def keep_on_phone(open_as: Open, path: str) -> None:
    """The secretary keeps the meeting on a phone; the line breaks while a note is written."""
    phone = open_as(OFFICER, path, on="phone")
    begin(phone, path, "00:00")
    item = phone.locator(".p-record-item", has=phone.get_by_role("heading", name=MATTER))
    note = item.locator("[data-note]")
    phone.context.set_offline(True)
    note.get_by_role("textbox").fill(NOTE)
    expect(note.get_by_role("status")).to_have_text("ยังไม่ได้บันทึก – รอสัญญาณ")
    phone.context.set_offline(False)
    expect(note.get_by_role("status")).to_have_text(re.compile("บันทึกแล้ว"))
    item.get_by_role("link", name="มติ …").click()
    item.get_by_label("มติ", exact=True).fill(RESOLVED)
    item.get_by_role("button", name="บันทึก", exact=True).last.click()
    expect(item.locator(".p-decided").first).to_contain_text(RESOLVED)
    assert_sound(phone)
    end(phone, "00:01")
    assert phone.problems == []  # type: ignore[attr-defined]


def have_checked(open_as: Open, officer: Page, path: str) -> None:
    """The minutes are checked by another member of the body."""
    go(officer, f"{path}minutes/")
    officer.get_by_role("button", name="ส่งให้ตรวจ").click()
    head = open_as(HEAD, f"{path}minutes/", on="phone")
    expect(head.get_by_text(NOTE).first).to_be_visible()
    assert_sound(head)
    head.get_by_role("button", name="ตรวจแล้ว ถูกต้อง").click()
    expect(head.get_by_role("button", name="ตรวจแล้ว ถูกต้อง")).to_have_count(0)


def adopt_in_next(officer: Page, code: str) -> None:
    """A second meeting today has the minutes on its agenda by itself and adopts them."""
    go(officer, f"/office/meetings/plan/?body={code}")
    officer.get_by_label("วันที่").fill(format_date(TODAY))
    officer.get_by_label("เริ่มเวลา").fill("00:10")
    save_day(officer, "กำหนด")
    officer.wait_for_url(re.compile(r"/office/meetings/[0-9a-f-]{36}/$"))
    path = "/" + officer.url.split("/", 3)[3]
    begin(officer, path, "00:01")
    officer.get_by_role("button", name="รับรองโดยไม่มีการแก้ไข").click()
    expect(officer.locator(".p-record-item", has_text="✓ รับรองแล้ว")).to_have_count(1)
    end(officer, "00:02")


def publish(officer: Page, path: str) -> None:
    """The adopted minutes are shown to the public, as the preview shows them."""
    go(officer, f"{path}minutes/publish/")
    officer.get_by_role("button", name=re.compile("^เผยแพร่ทั้งฉบับ")).click()
    officer.wait_for_url(f"**{path}minutes/")
    expect(officer.get_by_role("link", name="ดูหน้าเผยแพร่").first).to_be_visible()
