"""The register on the screen: what is ahead for whom, a year's strip, filters, downloads."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from prongsai.meetings import services
from prongsai.meetings.calendars import link_of
from prongsai.meetings.example import load_example
from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.services import ItemDraft, PastMeeting, Slot
from prongsai.organization.queries import find_division
from prongsai.thai.calendar import Month, format_month
from prongsai.thai.fiscal import FiscalYear, fiscal_year_of
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.meetings.conftest import (
    SECRET,
    add_secret,
    begin,
    close_file,
    end,
    hold,
    line,
    make_clerk,
    noon,
    pdf_text,
)

SignIn = Callable[[Any], Any]
MOST_QUERIES = 12


def page_of(client: Any, query: str = "") -> str:
    """The page of the register."""
    answer = client.get(reverse("meetings_index") + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def import_one(office: Office, body: Body, held_on: dt.date, number: int) -> Meeting:
    """A past meeting."""
    past = PastMeeting(held_on, number)
    upload = (make_pdf(), "m.pdf")
    done = services.import_minutes(actor=office.officer, body=body, past=past, upload=upload)
    return done.meeting


def test_an_empty_register_says_what_to_do(office: Office, sign_in: SignIn) -> None:
    page = page_of(sign_in(office.officer))
    assert "ยังไม่มีคณะที่ประชุม" in page
    assert reverse("meetings_bodies") in page
    assert reverse("meetings_schedule") not in page_of(sign_in(office.finance))


def test_each_person_finds_what_they_still_have_to_do(
    office: Office, staff: Body, sign_in: SignIn
) -> None:
    meeting = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(8)))
    ask, file, read = "ส่งคำเชิญ", "ส่งรายงานของกองคลัง", "อ่านหนังสือเชิญ"
    assert ask in page_of(sign_in(office.officer))
    finance = page_of(sign_in(office.finance))
    assert file in finance
    assert f"{link_of(meeting)}filing/" in finance
    assert ask not in finance
    services.invite(actor=office.officer, meeting=meeting)
    assert ask not in page_of(sign_in(office.officer))
    assert read in page_of(sign_in(office.finance))
    services.mark_invitation_read(actor=office.finance, meeting=meeting)
    services.file_division(
        actor=office.finance,
        meeting=meeting,
        division=find_division("กองคลัง"),
        boxes=services.Boxes("งาน"),
    )
    finance = page_of(sign_in(office.finance))
    assert link_of(meeting) in finance
    assert read not in finance
    assert file not in finance
    # Of another division and no member: only the report is asked of them.
    assert "ส่งรายงานของกองช่าง" in page_of(sign_in(make_clerk()))
    assert "ยังไม่มีการประชุมที่ท่านต้องเข้า" in page_of(sign_in(office.mayor))


def test_a_late_report_and_a_forgotten_meeting_are_marked(
    office: Office, staff: Body, sign_in: SignIn
) -> None:
    services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(1)))
    services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(-40)))
    officer = page_of(sign_in(office.officer))
    assert "เลยวันประชุมแล้ว" in officer
    finance = page_of(sign_in(office.finance))
    assert 'data-state="late">ภายใน' in finance
    assert "เลยวันประชุมแล้ว" not in finance


def test_today_the_keeper_opens_and_goes_on(office: Office, staff: Body, sign_in: SignIn) -> None:
    meeting = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon()))
    page = page_of(sign_in(office.officer))
    assert f'href="{link_of(meeting)}record/">วันนี้ประชุม: เปิดประชุม' in page
    services.begin_meeting(actor=office.officer, meeting=meeting, at=noon())
    page = page_of(sign_in(office.officer))
    assert "กำลังประชุม: บันทึกต่อ" in page
    assert f"{link_of(meeting)}record/" in page


def test_minutes_wait_for_who_checks_them_not_for_others(
    office: Office, staff: Body, sign_in: SignIn
) -> None:
    meeting = hold(office, staff, -3)
    check = "ตรวจรายงานการประชุม</a>"
    assert check in page_of(sign_in(office.head))
    assert "ทำรายงานการประชุมให้เสร็จ" in page_of(sign_in(office.officer))
    for person in (office.finance, office.mayor):
        page = page_of(sign_in(person))
        assert check not in page
        assert f"{link_of(meeting)}minutes/" not in page
    services.check_minutes(actor=office.head, minutes=meeting.minutes)
    assert check not in page_of(sign_in(office.head))


def test_the_strip_names_each_missing_month(office: Office, staff: Body, sign_in: SignIn) -> None:
    year = fiscal_year_of(timezone.localdate()).previous
    months = year.months()
    for at, month in enumerate(months):
        if at not in (3, 7):
            import_one(office, staff, month.first_day, at + 1 if at < 3 else at - 2)
    client = sign_in(office.officer)
    page = page_of(client, f"?year={year}")
    assert "ประชุมแล้ว 10 จาก 12 เดือน" in page
    assert "ขาด 2 เดือน" in page
    missing = f"{format_month(months[3])}, {format_month(months[7])}"
    assert missing in page
    import_one(office, staff, months[3].last_day, 99)
    import_one(office, staff, months[7].last_day, 98)
    page = page_of(client, f"?year={year}")
    assert "ประชุมแล้ว 12 จาก 12 เดือน รับรองรายงานแล้ว 12 เดือน" in page
    assert "ขาด" not in page.partition("p-months")[0].rpartition("<h2>")[2]


def test_a_council_has_no_strip(office: Office, council: Body, sign_in: SignIn) -> None:
    page = page_of(sign_in(office.officer), "?body=council")
    assert "p-months" not in page
    assert reverse("meetings_archive", args=["council", _this_year()]) in page


def _this_year() -> int:
    return fiscal_year_of(timezone.localdate()).year_be


def test_the_register_is_filtered_by_body_year_and_words(
    office: Office, staff: Body, council: Body, sign_in: SignIn
) -> None:
    here = begin(office, staff)
    services.add_item(actor=office.officer, parent=line(here, "new"), draft=ItemDraft("ซ่อมถนน"))
    add_secret(office, here)
    old = import_one(office, staff, FiscalYear(2560).first_day, 10)
    slot = Slot(noon(3), session="ordinary", session_number=2)
    other = services.plan_meeting(actor=office.officer, body=council, slot=slot)
    client = sign_in(office.officer)

    def found(query: str) -> set[Meeting]:
        table = page_of(client, query).partition('id="register"')[2]
        return {m for m in (here, old, other) if f"{m.public_id}/" in table}

    assert found("") == {here, other}
    assert found("?body=staff") == {here}
    assert found("?year=2560") == {old}
    assert found("?year=all") == {here, old, other}
    assert found("?q=ถนน") == {here}
    assert found(f"?q={SECRET}") == set()
    assert found("?q=ถนน&year=2560") == set()
    assert found("?year=๒๕๖๐&body=none&p=99") == {old}
    assert "สมัยสามัญ 2 · ครั้งที่ 1/" in page_of(client, "?body=council")


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_what_is_shown_leaves_as_a_file(
    office: Office, staff: Body, council: Body, sign_in: SignIn, kind: str
) -> None:
    meeting = hold(office, staff, -3)
    slot = Slot(noon(3), session="ordinary", session_number=2)
    services.plan_meeting(actor=office.officer, body=council, slot=slot)
    address = reverse("meetings_export", args=[kind]) + "?body=staff&year=all"
    answer = sign_in(office.finance).get(address)
    assert f'filename="meetings-staff-all.{kind}"' in answer["Content-Disposition"]
    if kind == "csv":
        assert answer.content.startswith(b"\xef\xbb\xbf")
        rows = answer.content.decode("utf-8-sig").splitlines()[1:]
    elif kind == "json":
        rows = [row["number"] for row in json.loads(answer.content)]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert sheet is not None
        rows = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == 1
    assert f"ครั้งที่ {meeting.label}" in str(rows[0])


def test_an_unknown_file_type_is_not_found(office: Office, sign_in: SignIn) -> None:
    assert sign_in(office.officer).get("/office/meetings/register.exe").status_code == 404


def archive_of(client: Any, year: int) -> zipfile.ZipFile:
    """The downloaded archive of the staff meeting's minutes."""
    answer = client.get(reverse("meetings_archive", args=["staff", year]))
    content = b"".join(answer.streaming_content)
    close_file(answer)
    return zipfile.ZipFile(io.BytesIO(content))


def test_a_file_of_past_minutes_is_for_members_until_it_is_published(
    office: Office, staff: Body, sign_in: SignIn
) -> None:
    meeting = import_one(office, staff, noon(-400).date(), 5)
    year = fiscal_year_of(meeting.day).year_be
    assert meeting.minutes.file is not None
    assert meeting.minutes.file.is_reserved  # the evidence's own pages do not know it
    file = f"{link_of(meeting)}minutes/0.file"
    clerk = make_clerk()
    for person, sees in ((office.finance, True), (office.mayor, True), (clerk, False)):
        client = sign_in(person)
        with archive_of(client, year) as made:
            kept = [name for name in made.namelist() if name.endswith(".pdf")]
            index = json.loads(made.read("index.json"))
        assert bool(kept) is sees
        assert [item["is_withheld"] for item in index["papers"]] == [not sees]
        answer = client.get(file)
        close_file(answer)
        assert answer.status_code == (200 if sees else 404)
        page = client.get(f"{link_of(meeting)}minutes/").content.decode()
        assert (file in page) is sees
    services.publish_minutes(actor=office.officer, minutes=meeting.minutes)
    with archive_of(sign_in(clerk), year) as made:
        assert any(name.endswith(".pdf") for name in made.namelist())


def test_the_archive_withholds_from_who_does_not_belong(
    office: Office, staff: Body, sign_in: SignIn
) -> None:
    meeting = begin(office, staff)
    add_secret(office, meeting)
    end(office, meeting)
    for person, sees in ((office.finance, True), (make_clerk(), False)):
        with archive_of(sign_in(person), _this_year()) as made:
            (pdf,) = (name for name in made.namelist() if name.endswith(".pdf"))
            assert (SECRET in pdf_text(made.read(pdf))) is sees
    assert (
        sign_in(office.officer).get(reverse("meetings_archive", args=["staff", 9999])).status_code
        == 404
    )


@pytest.mark.parametrize("persona", ["officer", "head", "finance", "palad"])
def test_the_register_asks_the_database_a_few_times(
    office: Office, council: Body, sign_in: SignIn, persona: str
) -> None:
    people = {n: p for n, p in office.people.items() if n not in ("admin", "stranger")}
    load_example(people)
    body = Body.objects.get(kind="staff")
    hold(office, body, -1)
    for at in range(40):
        import_one(office, body, Month(2015, 1).plus(at).first_day, at + 1)
    client = sign_in(office.people[persona])
    asked = {}
    queries = ("", "?body=staff", "?year=all", "?year=all&q=แผ่นพับ", "?year=all&p=2")
    for query in queries:
        page_of(client, query)
        with CaptureQueriesContext(connection) as seen:
            page_of(client, query)
        asked[query] = len(seen)
    assert max(asked.values()) <= MOST_QUERIES, asked
