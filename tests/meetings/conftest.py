"""What the tests of meetings share: a staff body, a council, and a meeting at each stage."""

import datetime as dt
import html
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from prongsai.accounts.services import create_account
from prongsai.meetings import services
from prongsai.meetings.models import AgendaItem, Body, Meeting, Minutes, Resolution
from prongsai.meetings.services import ItemDraft, Member, Presence, ResolutionDraft, Slot
from prongsai.organization.models import Role
from prongsai.organization.queries import find_division, find_position
from prongsai.organization.services import appoint
from tests.conftest import Office

SINCE = dt.date(2020, 10, 1)
COUNCILLORS = ("นายบุญมี มีสุข", "นางคำแพง ดวงดี", "นายทองใบ ใจกว้าง", "นายสีดา ก้าวหน้า", "นางจันทร์ เพ็ญผ่อง")


def noon(days: int = 0) -> dt.datetime:
    """Half past nine in Bangkok, so many days from today."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9, 30)))


def make_staff(office: Office, **more: Any) -> Body:
    """The monthly staff meeting: palad leads, the officer keeps it, the heads belong to it."""
    given = {
        "kind": "staff",
        "code": "staff",
        "name": "ประชุมพนักงานประจำเดือน",
        "usual_place": "ห้องประชุม อบต.ทดสอบ",
    }
    body = services.save_body(actor=office.officer, **(given | more))
    posts = (
        (find_position(Role.CHIEF_ADMINISTRATOR), "chair", True),
        (find_position(Role.DIVISION_HEAD, find_division("สำนักปลัด")), "member", True),
        (find_position(Role.DIVISION_HEAD, find_division("กองคลัง")), "member", False),
        (find_position(Role.INTEGRITY_OFFICER), "secretary", False),
    )
    for position, role, checks in posts:
        services.add_member(
            actor=office.officer,
            body=body,
            member=Member(position=position, role=role, checks_minutes=checks),
            starts_on=SINCE,
        )
    return body


@pytest.fixture
def staff(office: Office) -> Body:
    """That body."""
    return make_staff(office)


@pytest.fixture
def council(office: Office) -> Body:
    """A council of five people without accounts; the officer keeps its meetings."""
    body = services.save_body(
        actor=office.officer,
        kind="council",
        code="council",
        name="สภา อบต.ทดสอบ",
        usual_place="ห้องสภา",
    )
    for at, name in enumerate(COUNCILLORS):
        role = "member" if at else "chair"
        services.add_member(
            actor=office.officer, body=body, member=Member(name=name, role=role), starts_on=SINCE
        )
    return body


def begin(office: Office, body: Body, days: int = 0, **slot: Any) -> Meeting:
    """A meeting under way, everybody there."""
    slot = {"starts_at": noon(days)} | slot
    meeting = services.plan_meeting(actor=office.officer, body=body, slot=Slot(**slot))
    meeting = services.begin_meeting(actor=office.officer, meeting=meeting, at=noon(days))
    services.mark_rest_present(actor=office.officer, meeting=meeting)
    return meeting


def hold(office: Office, body: Body, days: int = 0, **slot: Any) -> Meeting:
    """A meeting that was held."""
    return end(office, begin(office, body, days, **slot)).meeting


def end(office: Office, meeting: Meeting) -> Minutes:
    """The minutes of a meeting that ended two hours after its hour, whatever the clock says now."""
    over = meeting.starts_at + dt.timedelta(hours=2)
    return services.end_meeting(actor=office.officer, meeting=meeting, at=over)


def line(meeting: Meeting, part: str) -> AgendaItem:
    """A line of the template."""
    return meeting.items.get(parent=None, part=part)


def resolve(office: Office, meeting: Meeting, text: str = "ให้ดำเนินการ", **more: Any) -> Resolution:
    """A resolution that the finance division has to follow."""
    usual = {"division": find_division("กองคลัง"), "due_on": timezone.localdate()}
    draft = ResolutionDraft(text, **(usual | more))
    return services.record_resolution(actor=office.officer, item=line(meeting, "new"), draft=draft)


def set_presence(office: Office, meeting: Meeting, name: str, state: str, **more: Any) -> None:
    """Record how a person attends."""
    row = meeting.attendances.get(name=name)
    services.record_attendance(
        actor=office.officer, attendance=row, presence=Presence(state, **more)
    )


SECRET = "เรื่องวินัยของเจ้าหน้าที่"
GROUND = "พ.ร.บ.ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ มาตรา ๑๕"


def add_secret(office: Office, meeting: Meeting) -> AgendaItem:
    """A confidential item with a note and a resolution."""
    item = services.add_item(
        actor=office.officer,
        parent=line(meeting, "new"),
        draft=ItemDraft(SECRET, is_confidential=True, ground=GROUND),
    )
    services.save_note(actor=office.officer, item=item, text="ชื่อผู้ถูกกล่าวหา", base_version=0)
    draft = ResolutionDraft(
        "ให้สอบข้อเท็จจริง", division=find_division("สำนักปลัด"), due_on=timezone.localdate()
    )
    services.record_resolution(actor=office.officer, item=item, draft=draft)
    return item


def pdf_text(pdf: bytes) -> str:
    """The text of a PDF without spaces, as any reader finds it."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


def close_file(answer: Any) -> None:
    """Let go of a served file. Not `answer.close()`: that would end the test's own connection."""
    for closer in answer._resource_closers if answer.streaming else ():
        closer()


def make_clerk() -> Any:
    """A colleague of the works division, no member of the body."""
    clerk = create_account(actor=None, username="clerk", full_name="คุณclerk")
    position = find_position(Role.DIVISION_HEAD, find_division("กองช่าง"))
    assert position is not None
    appoint(actor=None, position=position, user=clerk, starts_on=dt.date(2020, 10, 1))
    return clerk


CITIZEN = "๑-๑๐๑๗-๐๐๒๓๐-๗๐-๘"
PRIVATE = f"นางแดง ใจดี เลขประจำตัว {CITIZEN} โทร. 081-234-5678 ขอรับเบี้ยยังชีพ"


def address(minutes: Minutes, more: str = "") -> str:
    """Where minutes stand in the office."""
    return f"/office/meetings/{minutes.meeting.public_id}/minutes/{more}"


def text_of(answer: Any) -> str:
    """The page as people read it."""
    return html.unescape(answer.content.decode())


@pytest.fixture
def draft(office: Office, staff: Body) -> Minutes:
    """Minutes of a meeting that was held, with personal data in the note of its last item."""
    meeting = begin(office, staff, -9)
    services.save_note(
        actor=office.officer, item=line(meeting, "other"), text=PRIVATE, base_version=0
    )
    add_secret(office, meeting)
    return end(office, meeting)


@pytest.fixture
def checked(office: Office, draft: Minutes) -> Minutes:
    """Those minutes, checked."""
    services.check_minutes(actor=office.head, minutes=draft)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def adopted(office: Office, staff: Body, checked: Minutes) -> Minutes:
    """Those minutes, adopted by the next meeting."""
    item = begin(office, staff).items.get(adopts=checked)
    return services.adopt_minutes(actor=office.officer, item=item)


@pytest.fixture
def sitting(office: Office, staff: Body) -> Meeting:
    """A staff meeting under way, everybody there."""
    return begin(office, staff)


@pytest.fixture
def browse() -> Callable[[Any], Client]:
    """Signs a person in on a browser of their own."""

    def act(user: Any) -> Client:
        browser = Client()
        browser.force_login(user, backend="prongsai.accounts.backends.GroupBackend")
        return browser

    return act


@pytest.fixture
def keeper(office: Office, browse: Callable[[Any], Client]) -> Client:
    """The browser of who keeps the meetings."""
    return browse(office.officer)
