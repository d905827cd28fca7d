"""The screen of a meeting that sits: who is there, notes of two secretaries, what was resolved."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prongsai.meetings import services
from prongsai.meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    ItemNote,
    Meeting,
    Resolution,
)
from prongsai.meetings.queries.quorum import find_quorum
from prongsai.meetings.services import Boxes, ItemDraft, ResolutionDraft, Slot
from prongsai.organization.models import Position
from prongsai.organization.queries import find_division
from tests.conftest import Office, at_once, make_office
from tests.meetings.conftest import (
    GROUND,
    SECRET,
    add_secret,
    begin,
    hold,
    line,
    make_clerk,
    make_staff,
    noon,
)

SignIn = Callable[[Any], Client]
PART = {"X-Prongsai-Part": "1"}
JSON = {"Accept": "application/json"}
MOST_QUERIES = 12
SESSION = {"session": "ordinary", "session_number": 1}
FIRST = Slot(starts_at=noon(), **SESSION)
MOST_OF_STATE = 4


def at(meeting: Meeting, part: str = "record/") -> str:
    """An address of the meeting."""
    return f"/office/meetings/{meeting.public_id}/{part}"


def of(item: AgendaItem, part: str) -> str:
    """An address of an item."""
    return at(item.meeting, f"record/items/{item.pk}/{part}/")


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def meeting(office: Office, staff: Body) -> Meeting:
    """A staff meeting under way, everybody there."""
    return begin(office, staff)


@pytest.fixture
def client(office: Office, sign_in: SignIn) -> Client:
    """The secretary's browser."""
    return sign_in(office.officer)


@pytest.fixture
def sign_in() -> SignIn:
    """Signs a person in on a browser of their own."""

    def act(user: Any) -> Client:
        browser = Client()
        browser.force_login(user, backend="prongsai.accounts.backends.GroupBackend")
        return browser

    return act


# Begin and end


def test_a_meeting_begins_at_the_time_of_its_day(
    office: Office, staff: Body, client: Client
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(-1)))
    assert "เริ่มประชุม" in text_of(client.get(at(planned)))
    answer = client.post(at(planned, "begin/"), {"began_at": "09:40"})
    assert answer["Location"] == at(planned) + "#people"
    planned.refresh_from_db()
    assert planned.is_running
    began = timezone.localtime(planned.began_at)
    assert (began.date(), f"{began:%H:%M}") == (planned.day, "09:40")
    assert client.post(at(planned, "begin/"), {"began_at": "10:00"}).status_code == 302


@pytest.mark.parametrize("typed", ["", "25:00", "เก้าโมง"])
def test_a_wrong_time_is_told_beside_the_field(
    office: Office, staff: Body, client: Client, typed: str
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon()))
    answer = client.post(at(planned, "begin/"), {"began_at": typed})
    assert answer.status_code == 422
    assert 'id="id_began_at_error"' in text_of(answer)
    planned.refresh_from_db()
    assert planned.is_ahead


def test_two_meetings_of_a_body_do_not_run_at_once(
    office: Office, staff: Body, meeting: Meeting, client: Client
) -> None:
    slot = Slot(starts_at=noon() + dt.timedelta(hours=5))
    other = services.plan_meeting(actor=office.officer, body=staff, slot=slot)
    answer = client.post(at(other, "begin/"), {"began_at": "15:00"})
    assert (answer.status_code, 'role="alert"' in text_of(answer)) == (422, True)


def test_ending_says_first_what_is_missing(office: Office, council: Body, client: Client) -> None:
    planned = services.plan_meeting(actor=office.officer, body=council, slot=FIRST)
    held = services.begin_meeting(actor=office.officer, meeting=planned, at=noon())
    page = text_of(client.get(at(held, "end/")))
    assert "ยังไม่ได้บันทึกว่ามาหรือไม่มา" in page
    assert "ยังไม่ครบองค์ประชุม" in page
    assert "เรื่องที่เสนอใหม่" in page
    assert client.post(at(held, "end/"), {"ended_at": "12:00"}).status_code == 422
    services.mark_rest_present(actor=office.officer, meeting=held)
    item = line(held, "new")
    services.save_note(actor=office.officer, item=item, text="หารือ", base_version=0)
    page = text_of(client.get(at(held, "end/")))
    assert ("✗" in page, f"#item-{item.pk}" in page) == (False, False)
    refused = client.post(at(held, "end/"), {"ended_at": "09:00"})
    assert (refused.status_code, "เริ่ม" in text_of(refused)) == (422, True)
    answer = client.post(at(held, "end/"), {"ended_at": "12:00"})
    assert answer["Location"] == at(held, "minutes/")
    held.refresh_from_db()
    assert (held.state, held.minutes.state) == ("held", "draft")
    assert client.get(at(held, "end/"))["Location"] == at(held, "minutes/")


def test_the_record_is_completed_until_the_minutes_are_checked(
    office: Office, staff: Body, client: Client
) -> None:
    held = hold(office, staff, -3)
    item = line(held, "chair")
    assert "<textarea" in text_of(client.get(at(held)))
    assert client.post(of(item, "note"), {"text": "แจ้ง", "base_version": 0}).status_code == 302
    services.check_minutes(actor=office.head, minutes=held.minutes)
    page = text_of(client.get(at(held)))
    assert ("<textarea" in page, "แจ้ง" in page, "data-live" in page) == (False, True, True)
    late = client.post(of(item, "note"), {"text": "อีก", "base_version": 1}, headers=JSON)
    assert (late.status_code, "error" in late.json()) == (422, True)
    assert ItemNote.objects.get(item=item).text == "แจ้ง"


def test_cancelled_and_imported_meetings_have_no_record(
    office: Office, staff: Body, client: Client
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(2)))
    services.cancel_meeting(actor=office.officer, meeting=planned, reason="น้ำท่วม")
    page = text_of(client.get(at(planned)))
    assert ("น้ำท่วม" in page, "<form" in page.partition("<h1>")[2]) == (True, False)


# Who is there


def test_attendance_is_recorded_by_a_tap_and_refused_beside_the_field(
    office: Office, staff: Body, client: Client
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon()))
    running = services.begin_meeting(actor=office.officer, meeting=planned)
    one, two, three, four = running.attendances.all()

    def send(row: Attendance, data: dict[str, Any], **more: Any) -> Any:
        return client.post(at(running, f"record/people/{row.pk}/"), data, **more)

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
    answer = client.post(at(running, "record/people/rest/"))
    assert answer["Location"] == at(running) + "#people"
    states = list(running.attendances.values_list("state", "reason", "substitute_name"))
    assert states == [
        ("present", "", ""), ("absent", "ลาป่วย", ""), ("substitute", "", "นางรัตนา"), ("present", "", ""),
    ]  # fmt: skip
    assert four.pk == running.attendances.last().pk


def test_nobody_is_represented_in_a_council(office: Office, council: Body, client: Client) -> None:
    running = begin(office, council, **SESSION)
    row = running.attendances.first()
    assert row is not None
    assert "ให้ผู้อื่นมาแทน" not in text_of(client.get(at(running)))
    data = {"state": "substitute", "substitute_name": "นายแทน"}
    answer = client.post(at(running, f"record/people/{row.pk}/"), data)
    assert (answer.status_code, "แทน" in text_of(answer)) == (422, True)


def test_guests_come_and_are_taken_out(office: Office, meeting: Meeting, client: Client) -> None:
    wrong = client.post(at(meeting, "record/guests/"), {"name": ""}, headers=PART)
    assert (wrong.status_code, "id-guest-name_error" in text_of(wrong)) == (422, True)
    assert client.post(at(meeting, "record/guests/"), {"name": ""}).status_code == 422
    data = {"name": "นายแขก มาเยือน", "title": "ท้องถิ่นอำเภอ"}
    piece = client.post(at(meeting, "record/guests/"), data, headers=PART)
    assert "นายแขก มาเยือน" in text_of(piece)
    guest = meeting.attendances.get(member=None)
    member = meeting.attendances.exclude(member=None)[0]
    assert find_quorum(meeting).members == 4
    client.post(at(meeting, f"record/guests/{member.pk}/remove/"))
    assert client.post(at(meeting, f"record/guests/{guest.pk}/remove/")).status_code == 302
    assert meeting.attendances.count() == 4
    assert client.post(at(meeting, f"record/guests/{guest.pk}/remove/")).status_code == 404


def test_another_member_leads(office: Office, meeting: Meeting, client: Client) -> None:
    other = meeting.attendances.get(name="คุณhead")
    piece = client.post(at(meeting, "record/presiding/"), {"person": other.pk}, headers=PART)
    assert (piece.status_code, "<strong>คุณhead</strong>" in text_of(piece)) == (200, True)
    assert meeting.attendances.get(is_presiding=True) == other
    answer = client.post(at(meeting, "record/presiding/"), {"person": "x"})
    assert (answer.status_code, "id_person_error" in text_of(answer)) == (422, True)


def test_the_quorum_is_said_in_words(office: Office, council: Body, client: Client) -> None:
    planned = services.plan_meeting(actor=office.officer, body=council, slot=FIRST)
    running = services.begin_meeting(actor=office.officer, meeting=planned)
    for came, words, state in (
        (2, "ยังไม่ครบองค์ประชุม: มา 2 จาก 5 คน ต้องมีอย่างน้อย 3 คน ขาดอีก 1 คน", "missing"),
        (3, "ครบองค์ประชุม: มา 3 จาก 5 คน (ต้องมีอย่างน้อย 3 คน)", "reached"),
    ):
        for row in running.attendances.all()[:came]:
            client.post(at(running, f"record/people/{row.pk}/"), {"state": "present"})
        page = text_of(client.get(at(running)))
        assert (words in page, f'data-state="{state}"' in page) == (True, True)
        told = client.get(at(running, "record/state/")).json()["quorum"]
        assert (told["long"], told["state"]) == (words, state)


# Notes


def test_a_note_is_saved_without_script(meeting: Meeting, client: Client) -> None:
    item = line(meeting, "chair")
    answer = client.post(of(item, "note"), {"text": "หนึ่ง\r\nสอง ", "base_version": 0})
    assert answer["Location"] == at(meeting) + f"#item-{item.pk}"
    note = ItemNote.objects.get(item=item)
    assert (note.text, note.version) == ("หนึ่ง\nสอง", 1)
    # The same text as another program writes its line ends is no conflict.
    same = client.post(of(item, "note"), {"text": "หนึ่ง\nสอง", "base_version": 0}, headers=JSON)
    assert (same.status_code, same.json()["version"]) == (200, 1)


@pytest.mark.parametrize("data", [{}, {"base_version": "-1"}, {"text": "ก", "base_version": "x"}])
def test_a_note_without_its_version_is_refused(
    meeting: Meeting, client: Client, data: dict[str, Any]
) -> None:
    item = line(meeting, "chair")
    assert client.post(of(item, "note"), data, headers=JSON).status_code == 422
    assert client.post(of(item, "note"), data).status_code == 422
    assert not ItemNote.objects.exists()


def test_a_note_that_is_too_long_stays_in_its_box(meeting: Meeting, client: Client) -> None:
    item, text = line(meeting, "chair"), "ก" * 60_001
    answer = client.post(of(item, "note"), {"text": text, "base_version": 0})
    assert answer.status_code == 422
    assert f'id="note-{item.pk}-error"' in text_of(answer)
    assert text in text_of(answer)


def test_a_colleagues_text_is_never_overwritten(
    office: Office, meeting: Meeting, client: Client, sign_in: SignIn
) -> None:
    item = line(meeting, "chair")
    sign_in(office.palad).post(of(item, "note"), {"text": "ของปลัด", "base_version": 0})
    mine = {"text": "ของฉัน", "base_version": 0}
    told = client.post(of(item, "note"), mine, headers=JSON)
    assert told.status_code == 409
    body = told.json()
    assert (body["mine"], body["theirs"], body["version"]) == ("ของฉัน", "ของปลัด", 1)
    assert body["by"] == "คุณpalad"
    page = client.post(of(item, "note"), mine)
    assert page.status_code == 409
    assert ("ของฉัน</textarea>" in text_of(page), "ของปลัด" in text_of(page)) == (True, True)
    joined = client.post(of(item, "note"), mine | {"base_version": 1, "join": "1"})
    assert "ของปลัด\nของฉัน</textarea>" in text_of(joined)
    assert ItemNote.objects.get(item=item).text == "ของปลัด"
    base = re.search(r'name="base_version" value="(\d+)"', text_of(joined))
    assert base is not None
    merged = {"text": "ของปลัดและฉัน", "base_version": base[1]}
    assert client.post(of(item, "note"), merged).status_code == 302
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


# What comes out of an item


def test_the_usual_resolution_is_one_tap_and_stands_once(meeting: Meeting, client: Client) -> None:
    item = line(meeting, "chair")
    for _tap in range(2):
        piece = client.post(of(item, "quick"), {"text": "รับทราบ"}, headers=PART)
        assert (piece.status_code, "รับทราบ" in text_of(piece)) == (200, True)
    assert client.post(of(item, "quick"), {"text": "อะไรก็ได้"}).status_code == 404
    assert [(r.text, r.state) for r in item.resolutions.all()] == [("รับทราบ", "noted")]


def test_without_a_quorum_nothing_is_resolved(
    office: Office, council: Body, client: Client
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=council, slot=FIRST)
    item = line(services.begin_meeting(actor=office.officer, meeting=planned), "chair")
    for headers in ({}, PART):
        answer = client.post(of(item, "quick"), {"text": "รับทราบ"}, headers=headers)
        assert (answer.status_code, "องค์ประชุม" in text_of(answer)) == (422, True)
    assert not Resolution.objects.exists()


def test_a_resolution_with_owner_and_day_is_recorded_changed_and_removed(
    office: Office, meeting: Meeting, client: Client
) -> None:
    item = line(meeting, "new")
    owner = Position.objects.get(title__contains="คลัง")
    data = {"text": "ให้จัดซื้อ", "owner": owner.pk, "due_on": ""}
    assert client.get(of(item, "resolve")).status_code == 200
    wrong = client.post(of(item, "resolve"), data)
    assert (wrong.status_code, f"id-due_on-{item.pk}_error" in text_of(wrong)) == (422, True)
    day = timezone.localdate() + dt.timedelta(days=30)
    data["due_on"] = f"{day.day}/{day.month}/{day.year + 543}"
    assert client.post(of(item, "resolve"), data).status_code == 302
    made = item.resolutions.get()
    assert (made.state, made.owner, made.division, made.due_on) == (
        "open", owner, find_division("กองคลัง"), day,
    )  # fmt: skip
    change = at(meeting, f"record/resolutions/{made.pk}/change/")
    assert "ให้จัดซื้อ" in text_of(client.get(change, headers=PART))
    changed = data | {"text": "ให้จัดจ้าง", "seen": "ให้จัดซื้อ"}
    assert client.post(change, changed, headers=PART).status_code == 200
    # A colleague who still has the first text before them is told.
    stale = client.post(change, data | {"text": "ไม่จัดซื้อ", "seen": "ให้จัดซื้อ"}, headers=PART)
    assert (stale.status_code, "ให้จัดจ้าง" in text_of(stale)) == (422, True)
    made.refresh_from_db()
    assert made.text == "ให้จัดจ้าง"
    remove = at(meeting, f"record/resolutions/{made.pk}/remove/")
    assert client.post(remove).status_code == 302
    assert not item.resolutions.exists()
    assert client.post(remove).status_code == 404


def test_a_resolution_somebody_acted_on_is_not_removed(
    office: Office, meeting: Meeting, client: Client
) -> None:
    item = line(meeting, "new")
    draft = ResolutionDraft("ให้ทำ", division=find_division("กองคลัง"), due_on=timezone.localdate())
    made = services.record_resolution(actor=office.officer, item=item, draft=draft)
    services.report_progress(actor=office.finance, resolution=made, text="ทำแล้ว")
    piece = client.post(at(meeting, f"record/resolutions/{made.pk}/remove/"), headers=PART)
    assert (piece.status_code, 'role="alert"' in text_of(piece)) == (422, True)
    assert item.resolutions.exists()


def test_votes_are_counted_and_the_chair_decides_an_even_one(
    office: Office, council: Body, client: Client
) -> None:
    item = line(begin(office, council, **SESSION), "new")
    even = {"yes": 2, "no": 2, "abstain": 1, "casting": ""}
    wrong = client.post(of(item, "vote"), even, headers=PART)
    assert (wrong.status_code, f"id-casting-{item.pk}_error" in text_of(wrong)) == (422, True)
    assert client.post(of(item, "vote"), even | {"yes": 9}).status_code == 422
    assert client.post(of(item, "vote"), even | {"yes": "มาก"}).status_code == 422
    piece = client.post(of(item, "vote"), even | {"casting": "no"}, headers=PART)
    assert ("ประธานชี้ขาดไม่เห็นชอบ" in text_of(piece), "ไม่ผ่าน" in text_of(piece)) == (True, True)
    item = AgendaItem.objects.get(pk=item.pk)
    assert (item.vote.is_carried, item.vote.casting) == (False, "no")


def test_votes_by_name(office: Office, council: Body, client: Client) -> None:
    running = begin(office, council, **SESSION)
    item = line(running, "new")
    absent = running.attendances.last()
    assert absent is not None
    client.post(at(running, f"record/people/{absent.pk}/"), {"state": "absent", "reason": "ป่วย"})
    page = text_of(client.get(of(item, "roll-call") + "?all=yes"))
    assert f"person-{absent.pk}" not in page
    assert len(re.findall(r'value="yes"[^>]*checked', page)) == 4
    rows = list(running.attendances.filter(state="present"))
    choices = dict(zip([f"person-{r.pk}" for r in rows], ["yes", "yes", "no", "none"], strict=True))
    assert client.post(of(item, "roll-call"), choices | {"casting": "yes"}).status_code == 422
    assert client.post(of(item, "roll-call"), {}).status_code == 422
    assert client.post(of(item, "roll-call"), choices).status_code == 302
    vote = AgendaItem.objects.get(pk=item.pk).vote
    assert (vote.is_by_name, vote.yes, vote.no, vote.abstain) == (True, 2, 1, 0)
    assert "เห็นชอบ 2 ไม่เห็นชอบ 1" in text_of(client.get(at(running)))


def test_a_staff_meeting_does_not_vote(meeting: Meeting, client: Client) -> None:
    item = line(meeting, "new")
    assert "vote/" not in text_of(client.get(at(meeting)))
    data = {"yes": 1, "no": 0, "abstain": 0}
    assert client.post(of(item, "vote"), data).status_code == 422


def test_problems_and_suggestions_are_raised_once(meeting: Meeting, client: Client) -> None:
    item = line(meeting, "other")
    assert client.post(of(item, "raise"), {"text": "น้ำไม่ไหล"}).status_code == 422
    for _twice in range(2):
        client.post(of(item, "raise"), {"kind": "problem", "text": "น้ำไม่ไหล"}, headers=PART)
    assert [(c.kind, c.text) for c in item.concerns.all()] == [("problem", "น้ำไม่ไหล")]
    assert "น้ำไม่ไหล" in text_of(client.get(at(meeting)))


def test_a_matter_is_added_on_the_spot(meeting: Meeting, client: Client) -> None:
    parent = line(meeting, "other")
    data = {"title": "ขอใช้รถดับเพลิง", "is_confidential": "on"}
    wrong = client.post(of(parent, "add"), data)
    assert (wrong.status_code, "id_ground_error" in text_of(wrong)) == (422, True)
    answer = client.post(of(parent, "add"), data | {"ground": GROUND})
    made = parent.children.get()
    assert answer["Location"] == at(meeting) + f"#item-{made.pk}"
    assert (made.is_late, made.is_confidential) == (True, True)
    page = text_of(client.get(at(meeting)))
    assert "5.1 ขอใช้รถดับเพลิง" in page


def test_earlier_minutes_are_adopted_by_one_tap(
    office: Office, staff: Body, client: Client
) -> None:
    earlier = hold(office, staff, -9)
    running = begin(office, staff)
    item = running.items.get(adopts=earlier.minutes)
    assert "ยังไม่ได้ตรวจ" in text_of(client.get(at(running)))
    client.post(of(item, "adopt"))
    earlier.minutes.refresh_from_db()
    assert not earlier.minutes.is_adopted
    services.check_minutes(actor=office.head, minutes=earlier.minutes)
    assert "รับรองโดยไม่มีการแก้ไข" in text_of(client.get(at(running)))
    assert client.post(of(item, "adopt"))["Location"] == at(running) + f"#item-{item.pk}"
    earlier.minutes.refresh_from_db()
    assert earlier.minutes.adopted_in == item
    assert item.resolutions.get().text == "รับรองรายงานการประชุม"


# Who sees what


def test_confidential_matters_are_for_those_who_may_see_them(
    office: Office, meeting: Meeting, client: Client, sign_in: SignIn
) -> None:
    item = add_secret(office, meeting)
    assert SECRET in text_of(client.get(at(meeting)))
    assert SECRET in text_of(sign_in(office.finance).get(at(meeting)))
    stranger = sign_in(make_clerk())
    page = text_of(stranger.get(at(meeting)))
    for hidden in (SECRET, "ชื่อผู้ถูกกล่าวหา", "ให้สอบข้อเท็จจริง"):
        assert hidden not in page
    assert GROUND in page
    told = stranger.get(at(meeting, "record/state/"), {"since": noon(-1).isoformat()}).json()
    assert f"item-{item.pk}" not in told["stamps"]
    assert told["notes"] == []


def test_the_projector_shows_neither_confidential_matters_nor_controls(
    office: Office, meeting: Meeting, client: Client
) -> None:
    secret = add_secret(office, meeting)
    after = services.add_item(actor=office.officer, parent=secret.parent, draft=ItemDraft("ซ่อมถนน"))
    services.save_note(actor=office.officer, item=after, text="ช่างเสนอ", base_version=0)
    page = text_of(client.get(at(meeting) + "?projector=1"))
    for hidden in (SECRET, "ชื่อผู้ถูกกล่าวหา", "ให้สอบข้อเท็จจริง", GROUND):
        assert hidden not in page
    main = page.partition("<main")[2].partition("</main>")[0]
    controls = re.findall(
        r"<(?:form|button|input|select|textarea)\b", main.partition("<template")[0]
    )
    assert controls == []
    assert ("4.2 ซ่อมถนน" in page, "ช่างเสนอ" in page) == (True, True)
    since = {"since": noon(-1).isoformat()}
    told = client.get(at(meeting, "record/state/"), since | {"projector": "1"}).json()
    assert f"item-{secret.pk}" not in told["stamps"]
    assert [note["item"] for note in told["notes"]] == [after.pk]


def test_colleagues_read_but_do_not_write(
    office: Office, meeting: Meeting, sign_in: SignIn
) -> None:
    item = line(meeting, "chair")
    services.save_note(actor=office.officer, item=item, text="แจ้งกำหนดการ", base_version=0)
    finance = sign_in(office.finance)
    page = text_of(finance.get(at(meeting)))
    assert ("แจ้งกำหนดการ" in page, "<textarea" in page, "data-live" in page) == (True, False, True)
    answer = finance.post(of(item, "note"), {"text": "ก", "base_version": 1}, headers=JSON)
    assert answer.status_code == 403
    assert sign_in(office.stranger).get(at(meeting)).status_code == 403


# What others changed


def _shown(page: str) -> dict[str, str]:
    """The marks that the parts of a page carry."""
    pattern = r'data-part="([\w-]+)"(?:(?!data-part=).)*?data-stamp="(\w+)"'
    return dict(re.findall(pattern, page, re.S))


def test_a_page_knows_the_marks_that_are_asked_for_later(
    office: Office, council: Body, staff: Body, meeting: Meeting, client: Client
) -> None:
    """Else a colleague's changes would be announced although there are none."""
    add_secret(office, meeting)
    boxes = Boxes("ทำแล้ว", "น้ำไม่ไหล", "ขอปั๊ม", "ซ่อม")
    finance = find_division("กองคลัง")
    services.file_division(actor=office.finance, meeting=meeting, division=finance, boxes=boxes)
    services.add_guest(actor=office.officer, meeting=meeting, name="นายแขก")
    services.raise_concern(
        actor=office.officer, item=line(meeting, "other"), kind="problem", text="ไฟดับ"
    )
    voted = begin(office, council, **SESSION)
    services.record_vote(
        actor=office.officer, item=line(voted, "new"), count=services.Count(3, 1, 1)
    )
    for running in (meeting, voted):
        shown = _shown(text_of(client.get(at(running))))
        told = client.get(at(running, "record/state/")).json()["stamps"]
        assert shown == told
        assert len(told) > 10


def test_every_change_has_another_mark(office: Office, council: Body, client: Client) -> None:
    running = begin(office, council, **SESSION)
    item, row = line(running, "new"), running.attendances.last()
    assert row is not None
    officer = office.officer

    def told() -> dict[str, Any]:
        return dict(client.get(at(running, "record/state/")).json())

    draft = ResolutionDraft("ให้ทำ", division=find_division("กองคลัง"), due_on=timezone.localdate())
    made = services.record_resolution(actor=officer, item=item, draft=draft)
    acts: dict[str, list[Callable[[], Any]]] = {
        f"item-{item.pk}": [
            lambda: services.change_resolution(
                actor=officer, resolution=made, draft=ResolutionDraft("ให้ทำใหม่")
            ),
            lambda: services.record_vote(actor=officer, item=item, count=services.Count(3, 2)),
            lambda: services.record_vote(actor=officer, item=item, count=services.Count(4, 1)),
            lambda: services.raise_concern(actor=officer, item=item, kind="problem", text="ก"),
            lambda: services.remove_resolution(actor=officer, resolution=made),
        ],
        f"person-{row.pk}": [
            lambda: services.record_attendance(
                actor=officer, attendance=row, presence=services.Presence("absent", "ลา")
            )
        ],
        "presiding": [lambda: services.let_preside(actor=officer, attendance=running.attendances.all()[1])],
        "guests": [lambda: services.add_guest(actor=officer, meeting=running, name="แขก")],
        "agenda": [lambda: services.add_item(actor=officer, parent=item, draft=ItemDraft("เรื่อง"))],
    }  # fmt: skip
    for part, several in acts.items():
        for act in several:
            before = told()
            act()
            after = told()
            assert before["stamps"][part] != after["stamps"][part], part
            assert before["whole"] != after["whole"]


def test_pieces_are_for_our_script_and_others_are_led_to_the_page(
    meeting: Meeting, client: Client
) -> None:
    item, row = line(meeting, "chair"), meeting.attendances.all()[0]
    pieces = {
        of(item, "outcomes"): f"#item-{item.pk}",
        at(meeting, f"record/people/{row.pk}/"): f"#person-{row.pk}",
        at(meeting, "record/guests/"): "#guests",
        at(meeting, "record/presiding/"): "#presiding",
    }
    for address, anchor in pieces.items():
        assert client.get(address)["Location"] == at(meeting) + anchor
        piece = text_of(client.get(address, headers=PART))
        assert ("data-stamp" in piece, "<html" in piece) == (True, False)


@pytest.mark.parametrize("since", ["", "x", "2026-99-99T00:00", "2026-01-01T00:00", "๒๕๖๙"])
def test_an_odd_moment_is_answered_without_notes(
    office: Office, meeting: Meeting, client: Client, since: str
) -> None:
    item = line(meeting, "chair")
    note = services.save_note(actor=office.officer, item=item, text="ก", base_version=0)
    ItemNote.objects.filter(pk=note.pk).update(saved_at=noon(-2))
    answer = client.get(at(meeting, "record/state/"), {"since": since})
    assert (answer.status_code, answer.json()["notes"]) == (200, [])


def test_a_colleagues_note_is_told_to_the_other_page(
    office: Office, meeting: Meeting, client: Client
) -> None:
    item = line(meeting, "chair")
    since = client.get(at(meeting, "record/state/")).json()["now"]
    services.save_note(actor=office.palad, item=item, text="ของปลัด", base_version=0)
    (told,) = client.get(at(meeting, "record/state/"), {"since": since}).json()["notes"]
    assert (told["item"], told["version"], told["text"], told["by"]) == (
        item.pk, 1, "ของปลัด", "คุณpalad",
    )  # fmt: skip


# Sixty items


def _fill(office: Office, meeting: Meeting, count: int) -> None:
    parents = [line(meeting, part) for part in ("chair", "new", "other")]
    finance = find_division("กองคลัง")
    due = timezone.localdate() + dt.timedelta(days=9)
    for number in range(count):
        item = services.add_item(
            actor=office.officer,
            parent=parents[number % 3],
            draft=ItemDraft(f"เรื่องที่ {number}", division=finance),
        )
        services.save_note(actor=office.officer, item=item, text="หารือ", base_version=0)
        draft = ResolutionDraft("ให้ดำเนินการ", division=finance, due_on=due)
        services.record_resolution(actor=office.officer, item=item, draft=draft)
        services.raise_concern(actor=office.officer, item=item, kind="problem", text="ปัญหา")
    add_secret(office, meeting)


@pytest.mark.parametrize("persona", ["officer", "finance", "secretary"])
@pytest.mark.parametrize("is_over", [False, True])
def test_sixty_items_cost_a_few_queries(
    office: Office, meeting: Meeting, sign_in: SignIn, persona: str, is_over: bool
) -> None:
    _fill(office, meeting, 60)
    if persona == "secretary":  # keeps this body alone
        persona = "finance"
        meeting.body.members.filter(position__title__contains="คลัง").update(role="assistant")
    if is_over:
        services.end_meeting(
            actor=office.officer, meeting=meeting, at=noon() + dt.timedelta(hours=2)
        )
    browser = sign_in(office.people[persona])
    asked = {}
    for path in ("", "?projector=1"):
        browser.get(at(meeting) + path)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(at(meeting) + path).status_code == 200
        asked[path] = len(seen)
    assert max(asked.values()) <= MOST_QUERIES, asked


def test_the_question_of_every_ten_seconds_is_light(
    office: Office, meeting: Meeting, client: Client
) -> None:
    _fill(office, meeting, 60)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(at(meeting, "record/state/")).status_code == 200
    own = [q for q in seen if re.search(r'FROM "meetings_(?!meeting"|body)', q["sql"])]
    assert len(own) <= MOST_OF_STATE, [q["sql"][:80] for q in seen]
    assert len(seen) <= MOST_QUERIES - 2
