"""The page of one meeting before it is held: read receipts, the next step, invitations, guests."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from prongsai.channels.models import Notice
from prongsai.meetings import services
from prongsai.meetings.models import Body, Meeting, Minutes
from prongsai.meetings.office.meeting_forms import ClockField
from prongsai.meetings.office.steps import find_next_step, list_stages
from prongsai.meetings.services import ItemDraft, PastMeeting, Slot
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.meetings.conftest import begin, hold, line, make_clerk, noon

MOST_QUERIES = 12
WRONG = 422


@pytest.fixture
def meeting(office: Office, staff: Body) -> Meeting:
    """A meeting in ten days, planned."""
    return services.plan_meeting(actor=office.officer, body=staff, slot=Slot(noon(10)))


@pytest.fixture
def called(office: Office, meeting: Meeting) -> Meeting:
    """The same, invited."""
    return services.invite(actor=office.officer, meeting=meeting)


def at(meeting: Meeting, part: str = "") -> str:
    return f"/office/meetings/{meeting.public_id}/{part}"


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def file_of(answer: Any) -> bytes:
    """The bytes of a streamed file; the file is closed, the connection of the test is not."""
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    for close in answer._resource_closers:
        close()
    return content


def test_opening_the_invitation_is_what_read_means(
    office: Office, called: Meeting, sign_in: Any
) -> None:
    row = called.attendances.get(user=office.finance)
    sign_in(office.officer).get(at(called))
    sign_in(office.finance).get(at(called, "agenda/"))
    sign_in(office.finance).get(at(called), HTTP_SEC_PURPOSE="prefetch")
    sign_in(office.finance).head(at(called))
    row.refresh_from_db()
    assert row.read_at is None
    page = text_of(sign_in(office.finance).get(at(called)))
    row.refresh_from_db()
    assert row.read_at is not None
    assert "ขอเชิญท่านเข้าร่วมประชุม" in page
    assert "ยังไม่ได้อ่าน" not in page  # who has read is for who keeps the meetings
    kept = text_of(sign_in(office.officer).get(at(called)))
    assert "อ่านแล้ว 2 จาก 4 คน" in kept
    assert kept.count("ยังไม่ได้อ่าน") == 2


def test_an_invitation_is_not_read_after_the_meeting(
    office: Office, staff: Body, sign_in: Any
) -> None:
    meeting = hold(office, staff)
    meeting.attendances.update(invited_at=timezone.now())
    assert sign_in(office.finance).get(at(meeting)).status_code == 200
    assert not meeting.attendances.filter(read_at__isnull=False).exists()


PAGES = ("", "agenda/", "filing/?all", "invite/", "filing/finance/")


def test_pages_cost_few_queries_however_long_the_agenda(
    office: Office, called: Meeting, sign_in: Any
) -> None:
    parent = line(called, "new")
    for number in range(12):
        draft = ItemDraft(f"เรื่องที่ {number}", uploads=[(make_pdf(), "a.pdf")])
        services.add_item(actor=office.officer, parent=parent, draft=draft)
    client, found = sign_in(office.officer), {}
    for part in PAGES:
        client.get(at(called, part))
        with CaptureQueriesContext(connection) as queries:
            client.get(at(called, part))
        found[part] = len(queries)
    assert max(found.values()) <= MOST_QUERIES, found


def test_the_next_step_leads_from_the_agenda_to_the_adoption(
    office: Office, staff: Body, meeting: Meeting
) -> None:
    today = timezone.localdate()

    def step(of: Meeting, minutes: Minutes | None = None, **more: Any) -> Any:
        given = {"on": today, "matters": 1, "has_members": True, "unread": 0}
        return find_next_step(of, minutes, **(given | more))

    assert step(meeting, has_members=False).address.endswith("/bodies/")
    assert step(meeting, matters=0).address == at(meeting, "agenda/")
    assert step(meeting).address == at(meeting, "invite/")
    assert step(meeting, on=meeting.day).address == at(meeting, "record/")
    late = meeting.day + dt.timedelta(days=40)
    assert step(meeting, matters=0, on=late).address == at(meeting, "record/")
    invited = services.invite(actor=office.officer, meeting=meeting)
    assert step(invited, unread=2).address == at(meeting, "invite/")
    assert step(invited).address == ""
    assert step(invited, on=meeting.day).address == at(meeting, "record/")
    assert [s.state for s in list_stages(step(invited))] == ["done", "done", "soon", "", ""]
    services.change_meeting(actor=office.officer, meeting=meeting, slot=Slot(noon(-1)))
    running = services.begin_meeting(actor=office.officer, meeting=meeting, at=noon(-1))
    assert step(running).address == at(meeting, "record/")
    services.mark_rest_present(actor=office.officer, meeting=running)
    minutes = services.end_meeting(
        actor=office.officer, meeting=running, at=noon(-1) + dt.timedelta(hours=1)
    )
    assert step(minutes.meeting, minutes).stage == "minutes"
    services.check_minutes(actor=office.head, minutes=minutes)
    minutes.refresh_from_db()
    assert step(minutes.meeting, minutes).stage == "adopt"
    item = begin(office, staff).items.get(adopts=minutes)
    services.adopt_minutes(actor=office.officer, item=item)
    minutes.refresh_from_db()
    assert step(minutes.meeting, minutes).stage == "publish"
    services.publish_minutes(actor=office.officer, minutes=minutes)
    minutes.refresh_from_db()
    assert step(minutes.meeting, minutes) is None
    assert {s.state for s in list_stages(None)} == {"done"}


def test_only_who_keeps_it_sees_the_next_step(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    assert "ขั้นตอนต่อไป" in text_of(sign_in(office.officer).get(at(meeting)))
    page = text_of(sign_in(office.finance).get(at(meeting)))
    assert "ขั้นตอนต่อไป" not in page
    assert at(meeting, "cancel/") not in page


def test_the_meeting_goes_into_a_calendar(office: Office, called: Meeting, sign_in: Any) -> None:
    answer = sign_in(office.finance).get(at(called, "meeting.ics"))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["uid"] == f"{called.public_id}@prongsai"
    assert event.decoded("dtstart") == called.starts_at


def test_a_change_is_told_and_a_wrong_one_stays_on_the_screen(
    office: Office, called: Meeting, sign_in: Any
) -> None:
    client = sign_in(office.officer)
    page = text_of(client.get(at(called, "change/")))
    assert "เชิญไปแล้ว 4 คน" in page
    day = noon(12)
    given = {
        "day": f"{day.day}/{day.month}/{day.year + 543}",
        "starts_at": "๑๓.๓๐ น.",
        "ends_at": "9:00",
        "place": "ศาลาประชาคม",
        "notes": "",
    }
    wrong = client.post(at(called, "change/"), given)
    assert wrong.status_code == WRONG
    assert "ศาลาประชาคม" in text_of(wrong)
    assert Meeting.objects.get(pk=called.pk).starts_at == called.starts_at
    assert client.post(at(called, "change/"), given | {"ends_at": "16.00"}).status_code == 302
    called.refresh_from_db()
    local = timezone.localtime(called.starts_at)
    assert (local.date(), f"{local:%H:%M}", called.place) == (day.date(), "13:30", "ศาลาประชาคม")
    assert Notice.objects.filter(recipient=office.finance, text__contains="เปลี่ยนกำหนด").exists()


@pytest.mark.parametrize(
    ("typed", "read"),
    [("9.30", "09:30"), ("๐๙.๓๐ น.", "09:30"), (" 13:05 ", "13:05"), ("25:00", ""), ("เช้า", "")],
)
def test_a_time_of_day_is_read_as_officers_write_it(typed: str, read: str) -> None:
    from django.core.exceptions import ValidationError

    if read:
        assert f"{ClockField().clean(typed):%H:%M}" == read
    else:
        with pytest.raises(ValidationError):
            ClockField().clean(typed)


def test_a_cancelled_meeting_says_why(office: Office, called: Meeting, sign_in: Any) -> None:
    client = sign_in(office.officer)
    assert client.post(at(called, "cancel/"), {"reason": " "}).status_code == WRONG
    assert client.post(at(called, "cancel/"), {"reason": "ติดราชการด่วน"}).status_code == 302
    page = text_of(sign_in(office.finance).get(at(called)))
    assert "งดการประชุมครั้งนี้" in page
    assert "ติดราชการด่วน" in page
    again = sign_in(office.officer).post(at(called, "cancel/"), {"reason": "อีก"})
    assert again.status_code == WRONG


def test_whom_an_invitation_reaches_is_seen_before_it_is_sent(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    services.add_guest(actor=office.officer, meeting=meeting, name="วิทยากรจากอำเภอ")
    office.head.email = ""
    office.head.save()
    client = sign_in(office.officer)
    page = text_of(client.get(at(meeting, "invite/")))
    assert page.count("แจ้งในระบบและอีเมล") == 3
    assert page.count("แจ้งในระบบเท่านั้น") == 1
    assert page.count("ไม่มีบัญชีผู้ใช้ โปรดแจ้งเอง") == 1
    assert not Notice.objects.filter(key__startswith="meeting:").exists()
    bad = {"uploads": [_upload(b"MZ\x00\x00", "virus.exe")]}
    assert client.post(at(meeting, "invite/"), bad).status_code == WRONG
    good = {"uploads": [_upload(make_pdf(), "กำหนดการ.pdf")]}
    assert client.post(at(meeting, "invite/"), good).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.INVITED
    document = meeting.documents.get()
    path = at(meeting, f"documents/{document.pk}/")
    assert file_of(sign_in(office.finance).get(path)).startswith(b"%PDF")
    assert sign_in(make_clerk()).get(path).status_code == 404
    remove = at(meeting, f"documents/{document.pk}/remove/")
    assert sign_in(office.finance).post(remove).status_code == 403
    assert sign_in(office.officer).post(remove).status_code == 302
    assert sign_in(office.finance).get(path).status_code == 404


def _upload(content: bytes, name: str) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


def test_inviting_again_tells_who_has_not_read(
    office: Office, called: Meeting, sign_in: Any
) -> None:
    sign_in(office.finance).get(at(called))
    client = sign_in(office.officer)
    page = text_of(client.get(at(called, "invite/")))
    assert "คุณhead" in page
    assert "คุณfinance" not in page
    answer = client.post(at(called, "invite/"), follow=True)
    assert "แจ้งแล้ว 3 คน" in text_of(answer)
    assert client.post(at(called, "invite/")).status_code == WRONG


def test_a_guest_is_a_colleague_or_a_name(office: Office, meeting: Meeting, sign_in: Any) -> None:
    clerk, client = make_clerk(), sign_in(office.officer)
    path = at(meeting, "guests/")
    both = client.post(path, {"user": clerk.pk, "name": "ใครสักคน"})
    assert both.status_code == WRONG
    assert "ใครสักคน" in text_of(both)
    assert client.post(path, {}).status_code == WRONG
    assert client.post(path, {"user": clerk.pk}).status_code == 302
    assert client.post(path, {"name": "วิทยากร", "title": "อำเภอ"}).status_code == 302
    one, two = meeting.attendances.order_by("order")
    assert (one.user, two.name, two.title) == (clerk, "วิทยากร", "อำเภอ")
    assert "ผู้อำนวยการ" in one.title
    assert sign_in(office.finance).post(path, {"name": "อื่น"}).status_code == 403
    remove = at(meeting, f"guests/{two.pk}/remove/")
    assert sign_in(office.officer).post(remove).status_code == 302
    assert meeting.attendances.count() == 1


def test_a_past_meeting_shows_only_what_it_has(office: Office, staff: Body, sign_in: Any) -> None:
    past = PastMeeting(timezone.localdate() - dt.timedelta(days=200), 3)
    minutes = services.import_minutes(
        actor=office.officer, body=staff, past=past, upload=(make_pdf(), "m.pdf")
    )
    page = text_of(sign_in(office.officer).get(at(minutes.meeting)))
    assert at(minutes.meeting, "minutes/") in page
    assert "ขั้นตอนต่อไป" not in page
    assert "meeting.ics" not in page
    assert "ผู้ได้รับเชิญ" not in page
    for part in ("filing/", "filing/finance/"):
        assert sign_in(office.officer).get(at(minutes.meeting, part)).status_code == 404
    assert sign_in(office.officer).get(at(minutes.meeting, "agenda/")).status_code == 200
