"""A meeting kept on a phone: the line breaks, the sign-in ends, two secretaries write at one note."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.config.runner import Served
from tests.journeys.conftest import FINANCE, OFFICER, PALAD, overflow, violations
from tests.journeys.writing import in_shell

pytestmark = pytest.mark.xdist_group("journeys")
Open = Callable[..., Page]
BEGIN = """
import datetime as dt, json
from django.utils import timezone
from prongsai.meetings import services
from prongsai.meetings.services import ItemDraft, Member, Slot
from prongsai.organization.models import Role
from prongsai.organization.queries import find_position, holders_of_role
today = timezone.localdate()
officer = holders_of_role(Role.INTEGRITY_OFFICER, today)[0]
body = services.save_body(actor=officer, kind="{kind}", code="{code}", name="ประชุม {code}", usual_place="ห้องประชุม")
seats = [Member(position=find_position(Role.CHIEF_ADMINISTRATOR), role="chair")]
seats += [Member(name=name, role="member") for name in ("นายบุญมี มีสุข", "นางคำแพง ดวงดี", "นายทองใบ ใจกว้าง")]
for seat in seats:
    services.add_member(actor=officer, body=body, member=seat, starts_on=today)
session = dict(session="ordinary", session_number=1) if body.is_council else dict()
meeting = services.plan_meeting(actor=officer, body=body, slot=Slot(starts_at=timezone.now(), **session))
parent = meeting.items.get(parent=None, part="new")
for title in ("ซ่อมถนนหมู่ ๓", "ซื้อเครื่องสูบน้ำ"):
    services.add_item(actor=officer, parent=parent, draft=ItemDraft(title))
services.add_item(actor=officer, parent=parent, draft=ItemDraft("เรื่องวินัย", is_confidential=True, ground="มาตรา ๑๕"))
services.begin_meeting(actor=officer, meeting=meeting)
print(meeting.public_id)
"""


@pytest.fixture
def begin(served: Served) -> Callable[..., str]:
    """Begins a meeting of a body of its own; gives the address of its record."""

    def act(kind: str = "staff") -> str:
        code = f"body-{uuid4().hex[:8]}"
        found = in_shell(served, BEGIN.format(kind=kind, code=code))
        return f"/office/meetings/{found}/record/"

    return act


def note_of(page: Page, title: str) -> Locator:
    """The form of an item's note."""
    return page.locator(".p-record-item", has=page.get_by_role("heading", name=title)).locator(
        "[data-note]"
    )


@pytest.fixture
def saved(open_as: Open) -> Callable[[Page, str], str]:
    """What the program holds of a note, as a colleague is told."""
    colleague = open_as(PALAD, "/office/")

    def act(page: Page, title: str) -> str:
        item = note_of(page, title).get_attribute("data-note")
        address = page.url.partition("?")[0].partition("#")[0]
        query = {"since": "2020-01-01T00:00:00+07:00"}
        told = colleague.request.get(f"{address}state/", params=query).json()
        return next((n["text"] for n in told["notes"] if str(n["item"]) == item), "")

    return act


def keys_left(page: Page) -> int:
    """How many notes the device still keeps."""
    script = "Object.keys(localStorage).filter(k => k.startsWith('prongsai-note/')).length"
    return int(page.evaluate(script))


def look_again(page: Page) -> None:
    """What happens every ten seconds, now."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


ROAD, PUMP = "ซ่อมถนนหมู่ ๓", "ซื้อเครื่องสูบน้ำ"


def test_a_note_outlives_the_lost_line_and_the_closed_browser_page(
    open_as: Open, begin: Any, saved: Any, served: Served
) -> None:
    address = begin()
    page = open_as(OFFICER, address, on="phone")
    road = note_of(page, ROAD)
    road.get_by_role("textbox").fill("ก่อนสัญญาณหาย")
    expect(road.get_by_role("status")).to_have_text(re.compile(r"บันทึกแล้ว \d\d:\d\d"))
    page.context.set_offline(True)
    road.get_by_role("textbox").fill("ก่อนสัญญาณหาย และหลังจากนั้น")
    note_of(page, PUMP).get_by_role("textbox").fill("จดตอนไม่มีสัญญาณ")
    expect(road.get_by_role("status")).to_have_text("ยังไม่ได้บันทึก – รอสัญญาณ")
    expect(page.locator("[data-signal]")).to_contain_text("ไม่มีสัญญาณ เก็บไว้ในเครื่องนี้ 2 เรื่อง")
    page.get_by_role("link", name="ปิดประชุม").click()
    expect(page.locator("[data-signal]")).to_contain_text("ปุ่มนี้ใช้ได้อีกครั้ง")
    assert page.url.endswith("/record/")
    assert saved(page, ROAD) == "ก่อนสัญญาณหาย"
    # The page is gone as after a crash; a new one of the same browser comes when the line is back.
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{served.port}{address}")
    for title, text in ((ROAD, "ก่อนสัญญาณหาย และหลังจากนั้น"), (PUMP, "จดตอนไม่มีสัญญาณ")):
        expect(note_of(page, title).get_by_role("textbox")).to_have_value(text)
        expect(note_of(page, title).get_by_role("status")).to_have_text(re.compile("บันทึกแล้ว"))
        assert saved(page, title) == text
    assert keys_left(page) == 0


def test_a_note_is_sent_by_itself_when_the_line_is_back(
    open_as: Open, begin: Any, saved: Any
) -> None:
    address = begin()
    page = open_as(OFFICER, address)
    page.context.set_offline(True)
    road = note_of(page, ROAD)
    road.get_by_role("textbox").fill("รอสัญญาณ")
    expect(road.get_by_role("status")).to_have_text("ยังไม่ได้บันทึก – รอสัญญาณ")
    page.context.set_offline(False)
    expect(road.get_by_role("status")).to_have_text(re.compile("บันทึกแล้ว"))
    expect(page.locator("[data-signal]")).to_have_text("บันทึกครบแล้ว")
    assert saved(page, ROAD) == "รอสัญญาณ"
    assert page.problems == []  # type: ignore[attr-defined]


def test_an_answer_that_was_lost_on_the_way_is_no_conflict(
    open_as: Open, begin: Any, saved: Any
) -> None:
    address = begin()
    page = open_as(OFFICER, address)
    road = note_of(page, ROAD)

    def lose(route: Any) -> None:
        route.fetch()
        route.abort()

    page.route("**/note/", lose)
    road.get_by_role("textbox").fill("ถึงแล้วแต่ไม่รู้")
    expect(road.get_by_role("status")).to_have_text("ยังไม่ได้บันทึก – รอสัญญาณ")
    assert saved(page, ROAD) == "ถึงแล้วแต่ไม่รู้"
    road.get_by_role("textbox").fill("ถึงแล้วแต่ไม่รู้ จดต่อ")
    page.unroute("**/note/")
    expect(road.get_by_role("status")).to_have_text(re.compile("บันทึกแล้ว"), timeout=15_000)
    expect(road.locator(".p-both")).to_have_count(0)
    assert saved(page, ROAD) == "ถึงแล้วแต่ไม่รู้ จดต่อ"


def test_the_text_stays_when_the_sign_in_has_ended(open_as: Open, begin: Any, saved: Any) -> None:
    address = begin()
    page = open_as(OFFICER, address)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    road = note_of(page, ROAD)
    road.get_by_role("textbox").fill("จดหลังหมดเวลา")
    expect(road.get_by_role("status")).to_have_text("ยังไม่ได้บันทึก – หมดเวลาเข้าสู่ระบบ")
    link = page.get_by_role("link", name="เข้าสู่ระบบอีกครั้ง")
    expect(link).to_have_attribute("href", re.compile(r"/office/login/\?next="))
    assert (saved(page, ROAD), keys_left(page)) == ("", 1)
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    look_again(page)
    expect(road.get_by_role("status")).to_have_text(re.compile("บันทึกแล้ว"))
    assert (saved(page, ROAD), keys_left(page)) == ("จดหลังหมดเวลา", 0)


def test_two_secretaries_see_each_others_notes_and_put_two_texts_together(
    open_as: Open, begin: Any, saved: Any
) -> None:
    address = begin()
    officer, palad = open_as(OFFICER, address), open_as(PALAD, address, on="phone")
    note_of(officer, ROAD).get_by_role("textbox").fill("ช่างเสนอให้ซ่อม")
    expect(note_of(officer, ROAD).get_by_role("status")).to_have_text(re.compile("บันทึกแล้ว"))
    look_again(palad)
    expect(note_of(palad, ROAD).get_by_role("textbox")).to_have_value("ช่างเสนอให้ซ่อม")
    expect(note_of(palad, ROAD).get_by_role("status")).to_contain_text("โดย")
    # Both write at the same note; one is first.
    palad.context.set_offline(True)
    note_of(palad, ROAD).get_by_role("textbox").fill("ปลัดจดต่อ")
    officer_box = note_of(officer, ROAD).get_by_role("textbox")
    officer_box.fill("ช่างเสนอให้ซ่อมด่วน")
    officer_box.blur()
    expect(note_of(officer, ROAD).get_by_role("status")).to_have_text(re.compile("บันทึกแล้ว"))
    palad.context.set_offline(False)
    both = note_of(palad, ROAD).locator(".p-both")
    expect(both).to_contain_text("ช่างเสนอให้ซ่อมด่วน")
    expect(note_of(palad, ROAD).get_by_role("textbox")).to_have_value("ปลัดจดต่อ")
    assert violations(palad) == []
    assert overflow(palad) <= 0
    both.get_by_role("button", name="นำสองข้อความมาต่อกัน").click()
    merged = "ช่างเสนอให้ซ่อมด่วน\nปลัดจดต่อ"
    expect(note_of(palad, ROAD).get_by_role("textbox")).to_have_value(merged)
    expect(note_of(palad, ROAD).get_by_role("status").last).to_have_text(re.compile("บันทึกแล้ว"))
    assert saved(palad, ROAD) == merged
    officer_box.blur()
    look_again(officer)
    expect(officer_box).to_have_value(merged)
    assert officer.problems == palad.problems == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(("choice", "kept"), [("ใช้ข้อความของฉัน", "ของปลัด"), ("ใช้ข้อความของเพื่อนร่วมงาน", "ของเจ้าหน้าที่")])  # fmt: skip
def test_of_two_texts_one_is_chosen(
    open_as: Open, begin: Any, saved: Any, choice: str, kept: str
) -> None:
    address = begin()
    palad = open_as(PALAD, address)
    palad.route("**/state/**", lambda route: route.abort())
    officer = open_as(OFFICER, address)
    note_of(officer, ROAD).get_by_role("textbox").fill("ของเจ้าหน้าที่")
    note_of(officer, ROAD).get_by_role("textbox").blur()
    expect(note_of(officer, ROAD).get_by_role("status")).to_have_text(re.compile("บันทึกแล้ว"))
    note_of(palad, ROAD).get_by_role("textbox").fill("ของปลัด")
    palad.get_by_role("button", name=choice).click()
    expect(note_of(palad, ROAD).get_by_role("status").last).to_have_text(re.compile("บันทึกแล้ว"))
    expect(note_of(palad, ROAD).get_by_role("textbox")).to_have_value(kept)
    assert (saved(palad, ROAD), keys_left(palad)) == (kept, 0)


def test_attendance_and_resolutions_of_a_colleague_appear(open_as: Open, begin: Any) -> None:
    address = begin("council")
    officer, palad = open_as(OFFICER, address, on="phone"), open_as(PALAD, address)
    expect(palad.locator("[data-quorum=long]")).to_contain_text("ยังไม่ครบองค์ประชุม: มา 0 จาก 4 คน")
    for name in ("นายบุญมี มีสุข", "นางคำแพง ดวงดี"):
        officer.get_by_role("button", name=f"มา {name}", exact=True).click()
        expect(officer.locator(".p-seat", has_text=name)).to_contain_text("มาประชุม")
    expect(officer.locator("[data-quorum=short]")).to_contain_text("ครบองค์: มา 2 ต้องมี 2")
    item = officer.locator(".p-record-item", has=officer.get_by_role("heading", name=PUMP))
    item.get_by_role("button", name="เห็นชอบ").click()
    expect(item.locator(".p-decided")).to_contain_text("เห็นชอบ")
    item.get_by_role("link", name="การลงมติ …").click()
    for label, votes in (("เห็นชอบ", "2"), ("ไม่เห็นชอบ", "0"), ("งดออกเสียง", "0")):
        item.get_by_label(label, exact=True).first.fill(votes)
    item.get_by_role("button", name="บันทึก", exact=True).last.click()
    expect(item.locator(".p-decided").first).to_contain_text("ผ่าน")
    look_again(palad)
    expect(palad.locator("[data-quorum=long]")).to_contain_text("ครบองค์ประชุม: มา 2 จาก 4 คน")
    theirs = palad.locator(".p-record-item", has=palad.get_by_role("heading", name=PUMP))
    expect(theirs.locator(".p-decided")).to_have_count(2)
    expect(palad.locator("[data-announce]")).to_contain_text("เพื่อนร่วมงานแก้ไขแล้ว")
    for page in (officer, palad):
        assert violations(page) == []
        assert overflow(page) <= 0
        assert page.problems == []  # type: ignore[attr-defined]


def test_the_wall_follows_by_itself_and_hides_what_is_confidential(
    open_as: Open, begin: Any
) -> None:
    address = begin()
    wall, officer = open_as(OFFICER, address + "?projector=1"), open_as(OFFICER, address)
    expect(wall.get_by_role("heading", name=ROAD)).to_be_visible()
    assert "เรื่องวินัย" not in wall.content()
    expect(wall.locator("main button, main input, main textarea")).to_have_count(0)
    note_of(officer, ROAD).get_by_role("textbox").fill("ขึ้นจอ")
    expect(note_of(officer, ROAD).get_by_role("status")).to_have_text(re.compile("บันทึกแล้ว"))
    look_again(wall)
    expect(wall.get_by_text("ขึ้นจอ")).to_be_visible()
    assert violations(wall) == []
    assert overflow(wall) <= 0


def test_everything_works_without_script(open_as: Open, begin: Any, saved: Any) -> None:
    address = begin()
    page = open_as(OFFICER, address, on="phone", script=False)
    note_of(page, ROAD).get_by_role("textbox").fill("จดโดยไม่มีสคริปต์")
    note_of(page, ROAD).get_by_role("button").click()
    assert re.search(r"#item-\d+$", page.url)
    assert saved(page, ROAD) == "จดโดยไม่มีสคริปต์"
    item = page.locator(".p-record-item", has=page.get_by_role("heading", name=ROAD))
    item.get_by_role("link", name="มติ …").click()
    page.get_by_label("มติ", exact=True).fill("ให้ซ่อม")
    page.get_by_role("button", name="บันทึก", exact=True).click()
    expect(item.locator(".p-decided")).to_contain_text("ให้ซ่อม")


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_the_way_to_the_end_is_sound_on_every_screen(open_as: Open, begin: Any, on: str) -> None:
    address = begin("council")
    page = open_as(OFFICER, address, on=on)
    found = {}

    def check() -> None:
        page.emulate_media(reduced_motion="reduce")
        wrong = violations(page)
        if wrong or overflow(page) > 0:
            found[page.url] = (wrong, overflow(page))

    page.get_by_text("ไม่มา …").first.click()
    page.get_by_text("เพิ่มผู้เข้าร่วมประชุม").click()
    check()
    page.get_by_role("button", name="ที่เหลือ").click()
    page.wait_for_url("**/record/#people")
    item = page.locator(".p-record-item", has=page.get_by_role("heading", name=ROAD))
    forms = [item.locator("[data-edit-cell]").nth(at).get_attribute("href") for at in range(3)]
    forms.append(page.locator(".p-add a").first.get_attribute("href"))
    forms.append(str(forms[1]).replace("/vote/", "/roll-call/"))
    base = page.url.split("/office/")[0]
    for path in (*forms, address.replace("/record/", "/end/")):
        page.goto(f"{base}{path}")
        check()
    page.get_by_label("เลิกประชุมเวลา").fill("23:59")
    page.get_by_role("button", name="ปิดประชุม").click()
    page.wait_for_url("**/minutes/")
    page.goto(base + address)
    check()
    reader = open_as(FINANCE, address, on=on)
    expect(reader.locator("main textarea")).to_have_count(0)
    assert (found, violations(reader), overflow(reader) <= 0) == ({}, [], True)
