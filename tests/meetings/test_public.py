"""What anybody reads of meetings: lists by body and year, agendas, minutes, files, entries."""

import csv
import datetime as dt
import html
import io
import json
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import lxml.html
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prongsai.evidence.entries import EntrySource, PublicEntry, Registry, registry
from prongsai.meetings import services
from prongsai.meetings.content import HIDDEN, Withheld
from prongsai.meetings.models import Body, Meeting, Minutes
from prongsai.meetings.services import ItemDraft, ResolutionDraft, Slot
from prongsai.organization.queries import find_division
from prongsai.thai.fiscal import fiscal_year_of
from tests.conftest import Office
from tests.meetings.conftest import (
    GROUND,
    SECRET,
    add_secret,
    begin,
    end,
    hold,
    line,
    noon,
    pdf_text,
)


def year_of(meeting: Meeting) -> int:
    """The fiscal year of a meeting."""
    return fiscal_year_of(meeting.day).year_be


def read(client: Any, path: str) -> str:
    """A public page as people read it."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


@pytest.fixture
def published(office: Office, staff: Body) -> Minutes:
    """Published minutes with a secret item, a withheld name, and two resolutions."""
    meeting = begin(office, staff, -9)
    add_secret(office, meeting)
    services.save_note(
        actor=office.officer, item=line(meeting, "other"), text="นางแดง ขอลา", base_version=0
    )
    for item, text in ((line(meeting, "new"), "ให้ซ่อมถนน"), (line(meeting, "chair"), "รับทราบ")):
        due = noon(30).date() if text == "ให้ซ่อมถนน" else None
        division = find_division("กองช่าง") if due else None
        draft = ResolutionDraft(text, division=division, due_on=due)
        services.record_resolution(actor=office.officer, item=item, draft=draft)
    minutes = services.end_meeting(
        actor=office.officer, meeting=meeting, at=noon(-9) + dt.timedelta(hours=2)
    )
    services.check_minutes(actor=office.head, minutes=minutes)
    item = begin(office, staff).items.get(adopts=minutes)
    services.adopt_minutes(actor=office.officer, item=item)
    return services.publish_minutes(
        actor=office.officer, minutes=minutes, withheld=[Withheld("นางแดง", "PDPA ม. ๒๗")]
    )


def test_an_agenda_is_public_once_people_were_called(
    office: Office, staff: Body, client: Any
) -> None:
    meeting = services.plan_meeting(
        actor=office.officer, body=staff, slot=Slot(starts_at=noon(10), place="หอประชุม")
    )
    page = f"/meetings/{meeting.public_id}/"
    assert client.get(page).status_code == 404
    listed = read(client, f"/meetings/staff/?year={year_of(meeting)}")
    assert "กำหนดการ อาจเปลี่ยนแปลง" in listed
    assert page not in listed
    services.fill_agenda(actor=office.officer, meeting=meeting)
    parent = line(meeting, "new")
    services.add_item(actor=office.officer, parent=parent, draft=ItemDraft("ขยายถนนหมู่ ๓"))
    secret = ItemDraft(SECRET, is_confidential=True, ground=GROUND)
    services.add_item(actor=office.officer, parent=parent, draft=secret)
    services.invite(actor=office.officer, meeting=meeting)
    shown = read(client, page)
    for expected in ("ขยายถนนหมู่ ๓", HIDDEN, GROUND, "กำหนดประชุม", "หอประชุม"):
        assert expected in shown
    assert SECRET not in shown
    agenda = client.get(f"{page}agenda.pdf")
    assert SECRET not in pdf_text(agenda.content)
    assert "ขยายถนนหมู่" in pdf_text(agenda.content)
    assert client.get(f"{page}minutes.pdf").status_code == 404
    services.cancel_meeting(actor=office.officer, meeting=meeting, reason="ประธานป่วย")
    cancelled = read(client, page)
    assert "ยกเลิกการประชุมนี้" in cancelled
    assert "ประธานป่วย" not in cancelled  # told to those who were called


def test_internal_bodies_and_unknown_addresses_do_not_exist(
    office: Office, staff: Body, client: Any
) -> None:
    meeting = hold(office, staff, -3)
    services.save_body(actor=office.officer, body=staff, is_public=False)
    year = year_of(meeting)
    for path in (
        f"/meetings/{meeting.public_id}/",
        f"/meetings/{meeting.public_id}/agenda.pdf",
        "/meetings/staff/",
        f"/meetings/staff/{year}.csv",
        f"/meetings/{uuid4()}/",
        "/meetings/nobody/",
    ):
        assert client.get(path).status_code == 404, path
    assert staff.name not in read(client, "/meetings/")


def test_minutes_are_read_after_adoption_with_what_is_withheld(
    office: Office, published: Minutes, client: Any
) -> None:
    page = f"/meetings/{published.meeting.public_id}/"
    shown = read(client, page)
    for expected in ("ให้ซ่อมถนน", "กองช่าง", "รับทราบ", HIDDEN, GROUND, "PDPA ม. ๒๗", "ผู้มาประชุม"):
        assert expected in shown
    for hidden in (SECRET, "ชื่อผู้ถูกกล่าวหา", "ให้สอบข้อเท็จจริง", "นางแดง"):
        assert hidden not in shown
        assert hidden not in pdf_text(client.get(f"{page}minutes.pdf").content)
    levels = [int(node.tag[1]) for node in lxml.html.fromstring(shown).iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert "ปรับปรุงล่าสุด" in shown
    assert "ผู้ดูแล" in shown
    word = client.get(f"{page}minutes.docx")
    assert word.headers["Content-Disposition"].startswith('attachment; filename="minutes-staff-')
    assert client.get(f"{page}minutes.exe").status_code == 404
    assert client.get(f"{page}other.pdf").status_code == 404


def test_a_resolution_tells_what_became_of_it(
    office: Office, published: Minutes, client: Any
) -> None:
    row = published.meeting.resolutions.get(text="ให้ซ่อมถนน")
    page = f"/meetings/{published.meeting.public_id}/"
    assert "อยู่ระหว่างดำเนินการ" in read(client, page) or "ต้องดำเนินการ" in read(client, page)
    services.report_progress(actor=office.officer, resolution=row, text="เทคอนกรีตแล้ว", is_done=True)
    shown = read(client, page)
    node = lxml.html.fromstring(shown).get_element_by_id(f"resolution-{row.pk}")
    assert node.xpath('.//span[@data-state="done"]')
    assert "เทคอนกรีตแล้ว" not in shown  # nobody has looked through it yet


def test_files_are_asked_for_again_by_their_tag(
    office: Office, published: Minutes, client: Any
) -> None:
    for name in (
        f"{published.meeting.public_id}/minutes.pdf",
        f"{published.meeting.public_id}/minutes.docx",
        f"staff/{year_of(published.meeting)}.csv",
    ):
        first = client.get(f"/meetings/{name}")
        assert first.headers["Cache-Control"] == "public, no-cache"
        again = client.get(f"/meetings/{name}", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), name
    services.withdraw_minutes(actor=office.officer, minutes=published, reason="ผิดฉบับ")
    assert client.get(f"/meetings/{published.meeting.public_id}/minutes.pdf").status_code == 404


def test_what_was_withheld_stays_withheld_in_the_agenda_of_withdrawn_minutes(
    office: Office, staff: Body, client: Any
) -> None:
    meeting = begin(office, staff, -9)
    parent = line(meeting, "new")
    services.add_item(actor=office.officer, parent=parent, draft=ItemDraft("คำร้องของนางแดง"))
    minutes = end(office, meeting)
    services.check_minutes(actor=office.head, minutes=minutes)
    item = begin(office, staff).items.get(adopts=minutes)
    services.adopt_minutes(actor=office.officer, item=item)
    withheld = [Withheld("นางแดง", GROUND)]
    services.publish_minutes(actor=office.officer, minutes=minutes, withheld=withheld)
    services.withdraw_minutes(actor=office.officer, minutes=minutes, reason="ทบทวน")
    page = f"/meetings/{minutes.meeting.public_id}/"
    assert "นางแดง" not in read(client, page)
    assert "นางแดง" not in pdf_text(client.get(f"{page}agenda.pdf").content)


def test_a_matter_that_comes_back_tells_no_more_than_its_minutes(
    office: Office, staff: Body, client: Any, sign_in: Any
) -> None:
    meeting = begin(office, staff, -9)
    text = "ให้ช่วยเหลือนางแดง"
    division = find_division("กองช่าง")
    draft = ResolutionDraft(text, division=division, due_on=noon(30).date())
    services.record_resolution(actor=office.officer, item=line(meeting, "new"), draft=draft)
    minutes = end(office, meeting)
    services.check_minutes(actor=office.head, minutes=minutes)
    following = begin(office, staff, -3)
    page = f"/meetings/{following.public_id}/"
    shown = read(client, page)
    assert text not in shown
    assert "ติดตามผลตามมติประชุมพนักงานประจำเดือน" in shown
    services.adopt_minutes(actor=office.officer, item=following.items.get(adopts=minutes))
    withheld = [Withheld("นางแดง", GROUND)]
    services.publish_minutes(actor=office.officer, minutes=minutes, withheld=withheld)
    shown = read(client, page)
    assert "นางแดง" not in shown
    assert f"ให้ช่วยเหลือ{HIDDEN}" in shown
    second = end(office, following)
    services.check_minutes(actor=office.head, minutes=second)
    third = begin(office, staff, 0)
    services.adopt_minutes(actor=office.officer, item=third.items.get(adopts=second))
    offered = sign_in(office.officer).get(
        f"/office/meetings/{following.public_id}/minutes/publish/"
    )
    assert "นางแดง" not in html.unescape(offered.content.decode()).split('id="preview"')[1]


def test_versions_are_listed_with_day_and_reason(
    office: Office, published: Minutes, client: Any
) -> None:
    page = f"/meetings/{published.meeting.public_id}/"
    chair = line(published.meeting, "chair")
    services.correct_minutes(
        actor=office.officer, minutes=published, reason="พิมพ์ชื่อนางแดงผิด", notes={chair.pk: "ก"}
    )
    assert "พิมพ์ชื่อ" not in read(client, page)  # that version is not published yet
    services.publish_minutes(
        actor=office.officer, minutes=published, withheld=[Withheld("นางแดง", GROUND)]
    )
    assert f"พิมพ์ชื่อ{HIDDEN}ผิด" in read(client, page)


def test_the_list_for_programs_opens_in_excel_and_parses(
    office: Office, published: Minutes, client: Any
) -> None:
    year = year_of(published.meeting)
    content = client.get(f"/meetings/staff/{year}.csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    address = f"{settings.PRONGSAI_BASE_URL}/meetings/{published.meeting.public_id}/"
    (row,) = [row for row in rows if row["ที่อยู่"] == address]
    assert row["วันที่"] == published.meeting.day.isoformat()
    assert row["รายงานการประชุม"] == "เผยแพร่บางส่วน"
    records = json.loads(client.get(f"/meetings/staff/{year}.json").content)
    assert {record["address"] for record in records} >= {address}
    assert client.get(f"/meetings/staff/{year}.xlsx").content[:2] == b"PK"
    assert client.get(f"/meetings/staff/{year}.exe").status_code == 404
    assert client.get("/meetings/staff/99.csv").status_code == 404


def test_the_lists_stay_at_a_few_queries(office: Office, staff: Body, client: Any) -> None:
    for month in range(12):
        start = timezone.make_aware(dt.datetime(2024, month + 1, 9, 9))
        services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=start))
    Meeting.objects.update(state="invited")
    for path, most in (("/meetings/", 10), ("/meetings/staff/?year=2567", 10)):
        with CaptureQueriesContext(connection) as seen:
            shown = read(client, path)
        assert len(seen) <= most, (path, len(seen))
    assert shown.count('data-label="สถานะ"') == 9  # January to September
    assert read(client, "/meetings/staff/?year=2568").count('data-label="สถานะ"') == 3
    assert 'aria-current="page">2568' in read(client, "/meetings/staff/")
    assert client.get("/meetings/staff/?year=๙๙๙๙๙").status_code == 200


def test_pages_name_their_canonical_address(
    office: Office, published: Minutes, client: Any
) -> None:
    year = year_of(published.meeting)
    for path in (
        "/meetings/",
        f"/meetings/staff/?year={year}",
        f"/meetings/{published.meeting.public_id}/",
    ):
        page = lxml.html.fromstring(read(client, path))
        assert page.xpath('//link[@rel="canonical"]/@href') == [settings.PRONGSAI_BASE_URL + path]
        for name in ("og:title", "og:description"):
            assert page.xpath(f'//meta[@property="{name}"]/@content')[0].strip()


def test_the_sitemap_reads_the_registry(office: Office, published: Minutes, client: Any) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = {url.findtext("s:loc", "", space) for url in root.findall("s:url", space)}
    base = settings.PRONGSAI_BASE_URL
    assert f"{base}/meetings/{published.meeting.public_id}/" in found
    assert not any("#" in address for address in found)
    codes = {source.code for source in registry.list_all()}
    assert {"analyses", "annual-reports", "meetings", "papers", "plans", "resolutions"} <= codes
    (source,) = (s for s in registry.list_all() if s.code == "resolutions")
    entries = {entry.title: entry for entry in source.entries()}
    assert set(entries) == {"ให้ซ่อมถนน", "รับทราบ"}
    assert entries["รับทราบ"].year == year_of(published.meeting)
    services.save_body(actor=office.officer, body=published.meeting.body, is_public=False)
    assert list(source.entries()) == []
    assert b"/meetings/" not in client.get("/sitemap.xml").content


def test_the_gatekeeper_refuses_doubles_and_nonsense() -> None:
    own = Registry()
    entry = PublicEntry("ก", "/a/", dt.date(2026, 1, 1), timezone.now(), "one", 2569)
    one = own.register(EntrySource("one", "ก", lambda: [entry]))
    own.register(EntrySource("two", "ข", lambda: [entry], are_pages=False))
    assert own.list_all()[0] == one
    assert list(own.list_pages()) == [entry]
    for wrong in (
        EntrySource("one", "ก", lambda: []),
        EntrySource("One", "ก", lambda: []),
        EntrySource("three", "", lambda: []),
        EntrySource("three", "ก", None),  # type: ignore[arg-type]
    ):
        with pytest.raises(ValueError, match="public entries|small letters"):
            own.register(wrong)
