"""The four boxes of a division: short on a phone, honest about dates, and nothing typed is lost."""

from typing import Any

import pytest

from prongsai.meetings import services
from prongsai.meetings.models import Body, DivisionFiling, Meeting
from prongsai.meetings.services import Boxes, Slot
from prongsai.organization.queries import find_division
from tests.conftest import Office
from tests.meetings.conftest import begin, make_clerk, noon
from tests.meetings.test_before_office import WRONG, at, text_of

BOXES = {"achievements": "", "problems": "", "suggestions": "", "next_month": ""}


@pytest.fixture
def meeting(office: Office, staff: Body) -> Meeting:
    """A meeting in ten days, planned."""
    return services.plan_meeting(actor=office.officer, body=staff, slot=Slot(noon(10)))


def file(office: Office, meeting: Meeting, division: str, **boxes: str) -> DivisionFiling:
    found = find_division(division)
    assert found is not None
    return services.file_division(
        actor=office.officer, meeting=meeting, division=found, boxes=Boxes(**boxes)
    )


def test_a_head_comes_to_the_own_boxes_at_once(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    client = sign_in(office.finance)
    answer = client.get(at(meeting, "filing/"))
    assert answer["Location"] == at(meeting, "filing/finance/")
    page = text_of(client.get(answer["Location"]))
    assert "ปิดรับรายงาน" in page
    assert page.count("<textarea") == 4
    saved = client.post(
        at(meeting, "filing/finance/"), BOXES | {"achievements": "เก็บภาษี ๘๐ ราย", "version": "0"}
    )
    assert saved.status_code == 302
    item = meeting.items.get(filing__division__name="กองคลัง")
    assert not item.is_late
    assert "เก็บภาษี ๘๐ ราย" in text_of(sign_in(office.head).get(at(meeting, "agenda/")))
    assert sign_in(office.head).get(at(meeting, "filing/finance/")).status_code == 403


def test_last_months_plan_stands_beside_the_boxes(
    office: Office, staff: Body, meeting: Meeting, sign_in: Any
) -> None:
    earlier = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(noon(-30)))
    file(office, earlier, "กองคลัง", next_month="ออกหน่วยเก็บภาษีหมู่ ๓")
    file(office, earlier, "สำนักปลัด", next_month="แผนของสำนักปลัด")
    page = text_of(sign_in(office.finance).get(at(meeting, "filing/finance/")))
    assert "ออกหน่วยเก็บภาษีหมู่ ๓" not in page  # that meeting was not held
    services.begin_meeting(actor=office.officer, meeting=earlier, at=noon(-30))
    services.mark_rest_present(actor=office.officer, meeting=earlier)
    services.end_meeting(actor=office.officer, meeting=earlier, at=noon(-29))
    page = text_of(sign_in(office.finance).get(at(meeting, "filing/finance/")))
    assert "เดือนก่อนวางแผนไว้ว่า" in page
    assert "ออกหน่วยเก็บภาษีหมู่ ๓" in page
    assert "แผนของสำนักปลัด" not in page


def test_a_refused_save_keeps_what_was_typed(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    client, path = sign_in(office.finance), at(meeting, "filing/finance/")
    long = client.post(path, BOXES | {"problems": "ยาว" * 3000, "version": "0"})
    assert long.status_code == WRONG
    assert "ยาว" * 3000 in text_of(long)
    assert client.post(path, BOXES | {"version": "0"}).status_code == WRONG
    assert client.post(path, BOXES | {"achievements": "ก", "version": "x"}).status_code == WRONG
    assert not meeting.filings.exists()


def test_two_colleagues_see_both_texts(office: Office, meeting: Meeting, sign_in: Any) -> None:
    path = at(meeting, "filing/finance/")
    first = BOXES | {"achievements": "ของฉบับแรก", "next_month": "เหมือนกัน", "version": "0"}
    second = BOXES | {"achievements": "ของฉบับหลัง", "next_month": "เหมือนกัน", "version": "0"}
    assert sign_in(office.finance).post(path, first).status_code == 302
    clash = sign_in(office.officer).post(path, second)
    assert clash.status_code == WRONG
    page = text_of(clash)
    assert "ของฉบับแรก" in page
    assert "ของฉบับหลัง" in page
    assert [text for _label, text in clash.context["theirs"]] == ["ของฉบับแรก"]
    version = clash.context["form"]["version"].value()
    both = second | {"achievements": "ของฉบับแรก และของฉบับหลัง", "version": version}
    assert sign_in(office.officer).post(path, both).status_code == 302
    assert meeting.filings.get().achievements == "ของฉบับแรก และของฉบับหลัง"


def test_who_keeps_it_sees_who_is_missing_and_files_for_them(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    file(office, meeting, "สำนักปลัด", problems="ฝนตกหนัก")
    client = sign_in(office.officer)
    answer = client.get(at(meeting, "filing/"))
    page = text_of(answer)
    assert "ฝนตกหนัก" in page
    missing = [division.name for division in answer.context["missing"]]
    assert "กองคลัง" in missing
    assert "สำนักปลัด" not in missing
    assert "กองคลัง" in answer.context["text"]
    assert "สำนักปลัด" not in answer.context["text"]
    assert at(meeting, "filing/finance/") in page
    clerk = sign_in(make_clerk()).get(at(meeting, "filing/?all"))
    assert clerk.context["text"] == ""
    assert at(meeting, "filing/finance/") not in text_of(clerk)


def test_after_the_closing_day_a_report_is_late(office: Office, staff: Body, sign_in: Any) -> None:
    soon = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(noon(1)))
    client = sign_in(office.finance)
    assert "ปิดรับรายงานไปแล้ว" in text_of(client.get(at(soon, "filing/finance/")))
    client.post(at(soon, "filing/finance/"), BOXES | {"achievements": "ก", "version": "0"})
    assert soon.items.get(filing__isnull=False).is_late
    board = sign_in(office.officer).get(at(soon, "filing/"))
    assert [r.is_late for r, _may in board.context["reports"] if r.filing] == [True]


def test_a_closed_record_is_read_only(office: Office, staff: Body, sign_in: Any) -> None:
    meeting = begin(office, staff)
    file(office, meeting, "กองคลัง", achievements="ส่งระหว่างประชุม")
    minutes = services.end_meeting(actor=office.officer, meeting=meeting, at=noon(1))
    services.check_minutes(actor=office.head, minutes=minutes)
    page = text_of(sign_in(office.finance).get(at(meeting, "filing/finance/")))
    assert "ส่งระหว่างประชุม" in page
    assert "<textarea" not in page
    answer = sign_in(office.finance).post(
        at(meeting, "filing/finance/"), BOXES | {"achievements": "แก้", "version": "1"}
    )
    assert answer.status_code == WRONG
    assert meeting.filings.get().achievements == "ส่งระหว่างประชุม"


def test_who_works_in_no_division_reads_only(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    answer = sign_in(office.admin).get(at(meeting, "filing/"))
    assert answer.status_code == 200
    assert "filing/finance/" not in text_of(answer)


def test_a_council_takes_no_reports(office: Office, council: Body, sign_in: Any) -> None:
    slot = Slot(noon(10), session="ordinary", session_number=1)
    meeting = services.plan_meeting(actor=office.officer, body=council, slot=slot)
    assert sign_in(office.officer).get(at(meeting, "filing/")).status_code == 404
