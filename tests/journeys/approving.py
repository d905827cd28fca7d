"""What the journeys of approval share: a small plan of a year of its own, and the desks of its chain."""

import io
from collections.abc import Callable

from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from prongsai.thai.digits import to_thai
from tests.journeys.conftest import OFFICER, overflow, violations

Open = Callable[..., Page]


class Phones:
    """One phone for each approver, signed in once; opening a page on it is looking at it again."""

    def __init__(self, open_as: Open) -> None:
        self.open_as = open_as
        self.pages: dict[str, Page] = {}

    def open(self, persona: str, path: str) -> Page:
        """The person's phone with a page of the office."""
        page = self.pages.get(persona)
        if page is None:
            page = self.pages[persona] = self.open_as(persona, path, on="phone")
        else:
            page.goto(page.url.split("/office/")[0] + path)
        return page


PASS_ON, APPROVE = "ลงนามเสนอต่อ", "อนุมัติ ตามที่เสนอ"


def add_plan(open_as: Open, year: int) -> Page:
    """Import a plan of two measures; gives the officer's page with the plan's approval."""
    table = f"""ประเด็น\tมาตรการ/โครงการ\tขั้นตอน\tระยะเวลา\tผู้รับผิดชอบ\tผลผลิต\tผลลัพธ์
กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ\tจัดทำคู่มือประชาชน\tจัดทำคู่มือ\tต.ค. {year - 1} – ก.ย. {year}\tสำนักปลัด\tคู่มือ ๑ เล่ม\tประชาชนรู้ขั้นตอน
การให้บริการและระบบ E-Service\tเปิดบริการออนไลน์\tเปิดระบบ\tต.ค. {year - 1} – ก.ย. {year}\tกองคลัง\tระบบ ๑ ระบบ\tประชาชนไม่ต้องเดินทาง
"""
    officer = open_as(OFFICER, "/office/measures/import/")
    officer.get_by_label("หรือวางข้อความ").fill(table)
    officer.get_by_label("ปีงบประมาณ").fill(str(year))
    officer.get_by_label("เอกสารนี้คือ").select_option("plan")
    officer.get_by_role("button", name="ดูรายละเอียด").click()
    officer.get_by_role("button", name="บันทึกทั้งหมด").click()
    officer.wait_for_url(f"**/office/measures/{year}/")
    officer.goto(f"{officer.url}announcement/")
    return officer


def submit_plan(officer: Page) -> str:
    """Submit the plan from its page; gives the address of the document on its way."""
    officer.get_by_role("button", name="เสนอแผนเพื่ออนุมัติ").click()
    return address_of_chain(officer.locator("main section").first)


def address_of_chain(part: object) -> str:
    """Where the chain of the document shown here is read and signed."""
    link = part.get_by_role("link", name="ดูเส้นทางอนุมัติ").first  # type: ignore[attr-defined]
    expect(link).to_be_visible()
    return str(link.get_attribute("href"))


def open_waiting(phones: Phones, persona: str, what: int | str) -> Page:
    """A person finds the document of a year, or of a title, in the inbox of their phone."""
    phone = phones.open(persona, "/office/approvals/")
    waiting = phone.locator("main section").first
    waiting.get_by_role("link", name=to_thai(str(what))).click()
    phone.wait_for_url("**/office/approvals/*-*/")
    return phone


def sign(phones: Phones, persona: str, what: int | str, button: str = PASS_ON) -> Page:
    """A person signs on the phone; gives the page that says so."""
    phone = open_waiting(phones, persona, what)
    phone.get_by_role("button", name=button, exact=True).click()
    said = "อนุมัติแล้ว" if button == APPROVE else "ลงนามและเสนอต่อแล้ว"
    expect(phone.locator(".messages")).to_contain_text(said)
    return phone


def wait_for_seal(page: Page) -> None:
    """The page looks again by itself until the seal is made."""
    expect(page.get_by_text("หน่วยงานผนึกเอกสารแล้วเมื่อ")).to_be_visible(timeout=90_000)


def assert_sound(page: Page) -> None:
    """WCAG 2.2 AA, no sideways scrolling, no error of a script."""
    page.emulate_media(reduced_motion="reduce")  # a message that fades in is no pale text
    found = (page.url, violations(page), max(0, overflow(page)))
    assert found == (page.url, [], 0), found
    assert page.problems == []  # type: ignore[attr-defined]


def photo_of_paper() -> dict[str, object]:
    """A photo of a signed paper, as a phone sends it."""
    picture = Image.new("RGB", (900, 1200), "ivory")
    ImageDraw.Draw(picture).line([(200, 900), (400, 850), (600, 920)], "navy", 6)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG")
    return {"name": "IMG_2.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}
