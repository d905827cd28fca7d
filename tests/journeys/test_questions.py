"""A citizen with a cheap phone and no scripts asks; the division answers; another citizen finds it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.approving import assert_sound
from tests.journeys.conftest import FINANCE, OFFICER

pytestmark = pytest.mark.xdist_group("journeys")
SUBJECT = "ขอผ่อนชำระค่าขยะเป็นรายเดือนได้ไหม"


def test_asked_on_a_phone_answered_published_and_found(open_as: Callable[..., Page]) -> None:
    own = ask(open_as)
    office = f"/office/website/questions/{own.rstrip('/').split('/')[-1]}/"
    officer = open_as(OFFICER, office)
    assert_sound(officer)
    officer.get_by_label("สำนัก/กอง").first.select_option(label="กองคลัง")
    officer.get_by_role("button", name="มอบให้กองนี้").click()
    head = open_as(FINANCE, office, on="phone")
    assert_sound(head)
    head.get_by_label("คำตอบ").fill("ผ่อนชำระได้ ติดต่อกองคลังในวันราชการ")
    head.get_by_role("button", name="ส่งคำตอบ").click()
    expect(head.locator("main")).to_contain_text("ตอบแล้ว รอตรวจ")
    officer.reload()
    assert_sound(officer)
    officer.get_by_role("button", name="เผยแพร่คำถามและคำตอบ").click()
    expect(officer.get_by_role("link", name="หน้าเผยแพร่ต่อประชาชน")).to_be_visible()
    asker = open_as(None, own, on="phone", script=False)
    expect(asker.locator("main")).to_contain_text("ผ่อนชำระได้")
    find(open_as)


def ask(open_as: Callable[..., Page]) -> str:
    """The form without scripts; gives the asker's own address."""
    phone = open_as(None, "/questions/", on="phone", script=False)
    phone.get_by_role("link", name="ถามคำถาม").click()
    phone.get_by_label("เรื่องที่ถาม").fill(SUBJECT)
    phone.get_by_label("คำถามของท่าน").fill("รายได้ไม่แน่นอน ขอแบ่งจ่ายเป็นรายเดือน")
    phone.get_by_role("button", name="ส่งคำถาม").click()
    expect(phone.get_by_role("status")).to_contain_text("ได้รับคำถามแล้ว")
    own = "/questions/" + phone.url.split("/questions/")[1]
    assert_sound(open_as(None, own, on="phone"))
    assert_sound(open_as(None, "/questions/ask/", on="phone"))
    return own


def find(open_as: Callable[..., Page]) -> None:
    """Somebody else looks for a word of it."""
    other = open_as(None, "/questions/", on="phone")
    other.get_by_label("คำค้น").fill("ผ่อนชำระ")
    other.locator("main").get_by_role("button", name="ค้นหา").click()
    assert_sound(other)
    other.get_by_role("link", name=SUBJECT).click()
    expect(other.locator("main")).to_contain_text("ติดต่อกองคลัง")
    assert_sound(other)
