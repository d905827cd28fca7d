"""The screen of a meeting that sits: it begins and ends, who is there, notes of two secretaries."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from prongsai.meetings import services
from prongsai.meetings.models import AgendaItem, Attendance, Body, ItemNote, Meeting
from prongsai.meetings.queries.quorum import find_quorum
from prongsai.meetings.services import Slot
from tests.circulars.conftest import make_pdf
from tests.conftest import Office, at_once, make_office
from tests.meetings.conftest import (
    begin,
    hold,
    line,
    make_staff,
    noon,
)
from tests.meetings.recording import JSON, PART, SESSION, Browse, at, first_slot, of, text_of

# Begin and end


def test_a_meeting_begins_at_the_time_of_its_day(
    office: Office, staff: Body, keeper: Client
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(-1)))
    assert "เริ่มประชุม" in text_of(keeper.get(at(planned)))
    answer = keeper.post(at(planned, "begin/"), {"began_at": "09:40"})
    assert answer["Location"] == at(planned) + "#people"
    planned.refresh_from_db()
    assert planned.is_running
    began = timezone.localtime(planned.began_at)
    assert (began.date(), f"{began:%H:%M}") == (planned.day, "09:40")
    assert keeper.post(at(planned, "begin/"), {"began_at": "10:00"}).status_code == 302


@pytest.mark.parametrize("is_invited", [False, True])
def test_the_next_step_of_its_day_opens_the_meeting(
    office: Office, staff: Body, keeper: Client, is_invited: bool
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon()))
    if is_invited:
        services.invite(actor=office.officer, meeting=planned)
    assert f'href="{at(planned)}">เปิดประชุม' in text_of(keeper.get(at(planned, "")))
    assert at(planned, "begin/") in text_of(keeper.get(at(planned)))
    keeper.post(at(planned, "begin/"), {"began_at": "09:30"})
    planned.refresh_from_db()
    assert planned.is_running


def test_a_meeting_is_not_opened_before_its_day(
    office: Office, staff: Body, keeper: Client
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(3)))
    page = text_of(keeper.get(at(planned)))
    assert (at(planned, "begin/") in page, at(planned, "change/") in page) == (False, True)
    assert keeper.post(at(planned, "begin/"), {"began_at": "09:30"}).status_code == 422
    planned.refresh_from_db()
    assert planned.is_ahead


@pytest.mark.parametrize("typed", ["", "25:00", "เก้าโมง"])
def test_a_wrong_time_is_told_beside_the_field(
    office: Office, staff: Body, keeper: Client, typed: str
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon()))
    answer = keeper.post(at(planned, "begin/"), {"began_at": typed})
    assert answer.status_code == 422
    assert 'id="id_began_at_error"' in text_of(answer)
    planned.refresh_from_db()
    assert planned.is_ahead


def test_two_meetings_of_a_body_do_not_run_at_once(
    office: Office, staff: Body, sitting: Meeting, keeper: Client
) -> None:
    slot = Slot(starts_at=noon() + dt.timedelta(hours=5))
    other = services.plan_meeting(actor=office.officer, body=staff, slot=slot)
    answer = keeper.post(at(other, "begin/"), {"began_at": "15:00"})
    assert (answer.status_code, 'role="alert"' in text_of(answer)) == (422, True)


def test_ending_says_first_what_is_missing(office: Office, council: Body, keeper: Client) -> None:
    planned = services.plan_meeting(actor=office.officer, body=council, slot=first_slot())
    held = services.begin_meeting(actor=office.officer, meeting=planned, at=noon())
    page = text_of(keeper.get(at(held, "end/")))
    assert "ยังไม่ได้บันทึกว่ามาหรือไม่มา" in page
    assert "ยังไม่ครบองค์ประชุม" in page
    assert "เรื่องที่เสนอใหม่" in page
    assert keeper.post(at(held, "end/"), {"ended_at": "12:00"}).status_code == 422
    services.mark_rest_present(actor=office.officer, meeting=held)
    item = line(held, "new")
    services.save_note(actor=office.officer, item=item, text="หารือ", base_version=0)
    page = text_of(keeper.get(at(held, "end/")))
    assert ("✗" in page, f"#item-{item.pk}" in page) == (False, False)
    refused = keeper.post(at(held, "end/"), {"ended_at": "09:00"})
    assert (refused.status_code, "เริ่ม" in text_of(refused)) == (422, True)
    answer = keeper.post(at(held, "end/"), {"ended_at": "12:00"})
    assert answer["Location"] == at(held, "minutes/")
    held.refresh_from_db()
    assert (held.state, held.minutes.state) == ("held", "draft")
    assert keeper.get(at(held, "end/"))["Location"] == at(held, "minutes/")


def test_the_record_is_completed_until_the_minutes_are_checked(
    office: Office, staff: Body, keeper: Client
) -> None:
    held = hold(office, staff, -3)
    item = line(held, "chair")
    assert "<textarea" in text_of(keeper.get(at(held)))
    assert keeper.post(of(item, "note"), {"text": "แจ้ง", "base_version": 0}).status_code == 302
    services.check_minutes(actor=office.head, minutes=held.minutes)
    page = text_of(keeper.get(at(held)))
    assert ("<textarea" in page, "แจ้ง" in page, "data-live" in page) == (False, True, True)
    late = keeper.post(of(item, "note"), {"text": "อีก", "base_version": 1}, headers=JSON)
    assert (late.status_code, "error" in late.json()) == (422, True)
    assert ItemNote.objects.get(item=item).text == "แจ้ง"


def test_cancelled_and_imported_meetings_have_no_record(
    office: Office, staff: Body, keeper: Client
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(2)))
    services.cancel_meeting(actor=office.officer, meeting=planned, reason="น้ำท่วม")
    page = text_of(keeper.get(at(planned)))
    assert ("น้ำท่วม" in page, "<form" in page.partition("<h1>")[2]) == (True, False)


# Who is there


def test_attendance_is_recorded_by_a_tap_and_refused_beside_the_field(
    office: Office, staff: Body, keeper: Client
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon()))
    running = services.begin_meeting(actor=office.officer, meeting=planned)
    one, two, three, four = running.attendances.all()

    def send(row: Attendance, data: dict[str, Any], **more: Any) -> Any:
        return keeper.post(at(running, f"record/people/{row.pk}/"), data, **more)

    assert send(one, {"state": "present"})["Location"] == at(running) + f"#person-{one.pk}"
    wrong = send(two, {"state": "absent", "reason": " "})
    assert wrong.status_code == 422
    assert f'id="id-reason-{two.pk}_error"' in text_of(wrong)
    # The quick button comes after the empty box: the last value counts.
    assert send(two, {"state": "absent", "reason": ["", "ลาป่วย"]}).status_code == 302
    piece = send(three, {"state": "substitute"}, headers=PART)
    assert (piece.status_code, "<h1" in text_of(piece)) == (422, False)
    assert f'id="id-substitute_name-{three.pk}_error"' in text_of(piece)
    given = {"state": "substitute", "substitute_name": "นางรัตนา", "substitute_title": "นักวิชาการ"}
    piece = send(three, given, headers=PART)
    assert (piece.status_code, "นางรัตนา" in text_of(piece)) == (200, True)
    answer = keeper.post(at(running, "record/people/rest/"))
    assert answer["Location"] == at(running) + "#people"
    states = list(running.attendances.values_list("state", "reason", "substitute_name"))
    assert states == [
        ("present", "", ""), ("absent", "ลาป่วย", ""), ("substitute", "", "นางรัตนา"), ("present", "", ""),
    ]  # fmt: skip
    assert four.pk == running.attendances.last().pk


def test_nobody_is_represented_in_a_council(office: Office, council: Body, keeper: Client) -> None:
    running = begin(office, council, **SESSION)
    row = running.attendances.first()
    assert row is not None
    assert "ให้ผู้อื่นมาแทน" not in text_of(keeper.get(at(running)))
    data = {"state": "substitute", "substitute_name": "นายแทน"}
    answer = keeper.post(at(running, f"record/people/{row.pk}/"), data)
    assert (answer.status_code, "แทน" in text_of(answer)) == (422, True)


def test_guests_come_and_are_taken_out(office: Office, sitting: Meeting, keeper: Client) -> None:
    wrong = keeper.post(at(sitting, "record/guests/"), {"name": ""}, headers=PART)
    assert (wrong.status_code, "id-guest-name_error" in text_of(wrong)) == (422, True)
    assert keeper.post(at(sitting, "record/guests/"), {"name": ""}).status_code == 422
    data = {"name": "นายแขก มาเยือน", "title": "ท้องถิ่นอำเภอ"}
    piece = keeper.post(at(sitting, "record/guests/"), data, headers=PART)
    assert "นายแขก มาเยือน" in text_of(piece)
    guest = sitting.attendances.get(member=None)
    member = sitting.attendances.exclude(member=None)[0]
    assert find_quorum(sitting).members == 4
    keeper.post(at(sitting, f"record/guests/{member.pk}/remove/"))
    assert keeper.post(at(sitting, f"record/guests/{guest.pk}/remove/")).status_code == 302
    assert sitting.attendances.count() == 4
    assert keeper.post(at(sitting, f"record/guests/{guest.pk}/remove/")).status_code == 404


def test_another_member_leads(office: Office, sitting: Meeting, keeper: Client) -> None:
    other = sitting.attendances.get(name="คุณhead")
    piece = keeper.post(at(sitting, "record/presiding/"), {"person": other.pk}, headers=PART)
    assert (piece.status_code, "<strong>คุณhead</strong>" in text_of(piece)) == (200, True)
    assert sitting.attendances.get(is_presiding=True) == other
    answer = keeper.post(at(sitting, "record/presiding/"), {"person": "x"})
    assert (answer.status_code, "id_person_error" in text_of(answer)) == (422, True)


def test_the_quorum_is_said_in_words(office: Office, council: Body, keeper: Client) -> None:
    planned = services.plan_meeting(actor=office.officer, body=council, slot=first_slot())
    running = services.begin_meeting(actor=office.officer, meeting=planned)
    for came, words, state in (
        (2, "ยังไม่ครบองค์ประชุม: มา 2 จาก 5 คน ต้องมีอย่างน้อย 3 คน ขาดอีก 1 คน", "missing"),
        (3, "ครบองค์ประชุม: มา 3 จาก 5 คน (ต้องมีอย่างน้อย 3 คน)", "reached"),
    ):
        for row in running.attendances.all()[:came]:
            keeper.post(at(running, f"record/people/{row.pk}/"), {"state": "present"})
        page = text_of(keeper.get(at(running)))
        assert (words in page, f'data-state="{state}"' in page) == (True, True)
        told = keeper.get(at(running, "record/state/")).json()["quorum"]
        assert (told["long"], told["state"]) == (words, state)


# Notes


def test_a_note_is_saved_without_script(sitting: Meeting, keeper: Client) -> None:
    item = line(sitting, "chair")
    answer = keeper.post(of(item, "note"), {"text": "หนึ่ง\r\nสอง ", "base_version": 0})
    assert answer["Location"] == at(sitting) + f"#item-{item.pk}"
    note = ItemNote.objects.get(item=item)
    assert (note.text, note.version) == ("หนึ่ง\nสอง", 1)
    # The same text as another program writes its line ends is no conflict.
    same = keeper.post(of(item, "note"), {"text": "หนึ่ง\nสอง", "base_version": 0}, headers=JSON)
    assert (same.status_code, same.json()["version"]) == (200, 1)


@pytest.mark.parametrize("data", [{}, {"base_version": "-1"}, {"text": "ก", "base_version": "x"}])
def test_a_note_without_its_version_is_refused(
    sitting: Meeting, keeper: Client, data: dict[str, Any]
) -> None:
    item = line(sitting, "chair")
    assert keeper.post(of(item, "note"), data, headers=JSON).status_code == 422
    assert keeper.post(of(item, "note"), data).status_code == 422
    assert not ItemNote.objects.exists()


def test_a_note_that_is_too_long_stays_in_its_box(sitting: Meeting, keeper: Client) -> None:
    item, text = line(sitting, "chair"), "ก" * 60_001
    answer = keeper.post(of(item, "note"), {"text": text, "base_version": 0})
    assert answer.status_code == 422
    assert f'id="note-{item.pk}-error"' in text_of(answer)
    assert text in text_of(answer)


def test_a_colleagues_text_is_never_overwritten(
    office: Office, sitting: Meeting, keeper: Client, browse: Browse
) -> None:
    item = line(sitting, "chair")
    browse(office.palad).post(of(item, "note"), {"text": "ของปลัด", "base_version": 0})
    mine = {"text": "ของฉัน", "base_version": 0}
    told = keeper.post(of(item, "note"), mine, headers=JSON)
    assert told.status_code == 409
    body = told.json()
    assert (body["mine"], body["theirs"], body["version"]) == ("ของฉัน", "ของปลัด", 1)
    assert body["by"] == "คุณpalad"
    page = keeper.post(of(item, "note"), mine)
    assert page.status_code == 409
    assert ("ของฉัน</textarea>" in text_of(page), "ของปลัด" in text_of(page)) == (True, True)
    joined = keeper.post(of(item, "note"), mine | {"base_version": 1, "join": "1"})
    assert "ของปลัด\nของฉัน</textarea>" in text_of(joined)
    assert ItemNote.objects.get(item=item).text == "ของปลัด"
    base = re.search(r'name="base_version" value="(\d+)"', text_of(joined))
    assert base is not None
    merged = {"text": "ของปลัดและฉัน", "base_version": base[1]}
    assert keeper.post(of(item, "note"), merged).status_code == 302
    assert ItemNote.objects.get(item=item).text == "ของปลัดและฉัน"


def test_two_browsers_at_once_keep_both_texts(committed: None) -> None:
    office = make_office()
    running = begin(office, make_staff(office))
    items = [line(running, "chair"), line(running, "new")]
    pairs = [(user, item) for item in items for user in (office.officer, office.palad)]
    browsers = [Client() for _pair in pairs]
    for browser, (user, _item) in zip(browsers, pairs, strict=True):
        browser.force_login(user, backend="prongsai.accounts.backends.GroupBackend")

    def save(browser: Client, user: Any, item: AgendaItem) -> Any:
        data = {"text": f"ของ{user}", "base_version": 0}
        return browser.post(of(item, "note"), data, headers=JSON)

    acts = [
        lambda b=browser, u=user, i=item: save(b, u, i)  # type: ignore[misc]
        for browser, (user, item) in zip(browsers, pairs, strict=True)
    ]
    answers = at_once(*acts)
    for item, pair in zip(items, (answers[:2], answers[2:]), strict=True):
        assert sorted(answer.status_code for answer in pair) == [200, 409]
        told = next(answer.json() for answer in pair if answer.status_code == 409)
        assert {told["mine"], told["theirs"]} == {"ของคุณofficer", "ของคุณpalad"}
        assert ItemNote.objects.get(item=item).text == told["theirs"]


def test_documents_of_an_item_open_from_the_record(
    office: Office, sitting: Meeting, keeper: Client
) -> None:
    file = (make_pdf(), "แผนที่.pdf")
    item = services.add_item(
        actor=office.officer,
        parent=line(sitting, "new"),
        draft=services.ItemDraft("ซ่อมถนน", uploads=[file]),
    )
    link = at(sitting, f"agenda/{item.pk}/documents/{item.documents.get().pk}/")
    assert f'href="{link}"' in text_of(keeper.get(at(sitting)))
    answer = keeper.get(link)
    assert b"".join(answer.streaming_content) == file[0]  # type: ignore[attr-defined]
