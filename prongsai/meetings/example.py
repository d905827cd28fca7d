"""Meetings of the example organisation: three monthly ones held, the next one called."""

import datetime as dt
from typing import Any

from django.utils import timezone

from prongsai.meetings import services
from prongsai.meetings.models import Body, Meeting, Minutes
from prongsai.meetings.services import (
    Boxes,
    ItemDraft,
    Member,
    Presence,
    ResolutionDraft,
    Slot,
)
from prongsai.organization import queries as organization
from prongsai.organization.models import Role
from prongsai.organization.rules import is_working_day
from prongsai.thai.calendar import Month

PLACE = "ห้องประชุมองค์การบริหารส่วนตำบลตัวอย่าง"
WEEKS_AGO = (13, 9, 4)
CHAIR = (
    "ประธานแจ้งกำหนดการประเมินคุณธรรมและความโปร่งใส ขอให้ทุกสำนัก/กองเตรียมข้อมูลตามปฏิทิน",
    "ประธานกำชับการปฏิบัติตามนโยบายไม่รับของขวัญ และการมาปฏิบัติราชการให้ตรงเวลา",
    "ประธานแจ้งผลการตรวจเยี่ยมของอำเภอ และขอบคุณทุกสำนัก/กองที่ให้ความร่วมมือ",
)
REPORTS = {
    "palad": Boxes(
        "รับคำขอและให้บริการประชาชนที่จุดบริการเบ็ดเสร็จ ๘๔ ราย",
        "ผู้มาติดต่อบางรายเตรียมเอกสารไม่ครบ",
        "จัดทำแผ่นพับรายการเอกสารของแต่ละบริการ",
        "ปรับปรุงคู่มือการให้บริการประชาชน",
    ),
    "finance": Boxes(
        "จัดเก็บภาษีที่ดินและสิ่งปลูกสร้าง ๑๒๐ ราย เบิกจ่ายตามแผนร้อยละ ๙๒",
        "ประชาชนไม่สะดวกเดินทางมาชำระในวันราชการ",
        "ออกหน่วยรับชำระเคลื่อนที่เดือนละครั้ง",
        "เผยแพร่สรุปผลการจัดซื้อจัดจ้างรายเดือน",
    ),
}
MATTERS = (
    ("แผ่นพับรายการเอกสารของแต่ละบริการ", "ให้จัดทำแผ่นพับและเผยแพร่บนเว็บไซต์", "palad", 45),
    ("การออกหน่วยรับชำระภาษีเคลื่อนที่", "ให้กองคลังจัดทำแผนออกหน่วยและรายงานผล", "finance", 60),
    ("การปรับปรุงข้อมูลสาธารณะบนเว็บไซต์", "ให้ทุกสำนัก/กองส่งข้อมูลของตนให้ผู้ดูแลเว็บไซต์", "palad", 40),
)


def load_example(people: dict[str, Any]) -> None:
    """Add the body with its meetings; `people` are officer, head, palad, mayor and finance."""
    body = _add_body(people["officer"])
    held: list[Meeting] = []
    for at, weeks in enumerate(WEEKS_AGO):
        held.append(_hold(people, body, _working_day(weeks), at, held))
    first = held[0].resolutions.get()
    services.report_progress(
        actor=people["head"],
        resolution=first,
        text="จัดทำแผ่นพับครบทุกบริการและเผยแพร่บนเว็บไซต์แล้ว",
        is_done=True,
    )
    services.report_progress(
        actor=people["finance"],
        resolution=held[1].resolutions.get(),
        text="ออกหน่วยครั้งแรกที่หมู่ที่ ๓ มีผู้ชำระ ๒๖ ราย",
    )
    _call_next(people, body)


def _add_body(officer: Any) -> Body:
    body = services.save_body(
        actor=officer, kind="staff", code="staff", name="ประชุมพนักงานประจำเดือน", usual_place=PLACE
    )
    since = timezone.localdate() - dt.timedelta(days=730)
    heads = [
        organization.find_position(Role.DIVISION_HEAD, division)
        for division in organization.list_divisions()
    ]
    seats = [(organization.find_position(Role.CHIEF_ADMINISTRATOR), "chair")]
    seats += [(position, "member") for position in heads]
    seats.append((organization.find_position(Role.INTEGRITY_OFFICER), "secretary"))
    for at, (position, role) in enumerate(seats):
        # The head of the chief administrator's office checks what the officer writes.
        member = Member(position=position, role=role, checks_minutes=at == 1)
        services.add_member(actor=officer, body=body, member=member, starts_on=since)
    return body


def _working_day(weeks_ago: int) -> dt.datetime:
    """Half past nine on a working day about so many weeks ago."""
    day = timezone.localdate() - dt.timedelta(weeks=weeks_ago)
    holidays = organization.list_holidays(day - dt.timedelta(days=20), day)
    while not is_working_day(day, holidays):
        day -= dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9, 30)))


def _hold(
    people: dict[str, Any], body: Body, start: dt.datetime, at: int, earlier: list[Meeting]
) -> Meeting:
    officer = people["officer"]
    meeting = services.plan_meeting(actor=officer, body=body, slot=Slot(starts_at=start))
    for code, boxes in REPORTS.items():
        division = organization.list_divisions().get(code=code)
        services.file_division(actor=officer, meeting=meeting, division=division, boxes=boxes)
    meeting = services.begin_meeting(actor=officer, meeting=meeting, at=start)
    _record_presence(officer, meeting, at)
    chair = meeting.items.get(parent=None, part="chair")
    services.save_note(actor=officer, item=chair, text=CHAIR[at], base_version=0)
    for item in meeting.items.filter(adopts__isnull=False):
        services.adopt_minutes(actor=officer, item=item, at=start + dt.timedelta(minutes=20))
    _resolve(officer, meeting, at)
    end = start + dt.timedelta(hours=2, minutes=15)
    minutes = services.end_meeting(actor=officer, meeting=meeting, at=end)
    services.check_minutes(actor=people["head"], minutes=minutes, at=end + dt.timedelta(days=2))
    for adopted in Minutes.objects.filter(meeting__in=earlier, state="adopted", publication=""):
        services.publish_minutes(actor=officer, minutes=adopted)
    return minutes.meeting


def _record_presence(officer: Any, meeting: Meeting, at: int) -> None:
    finance = meeting.attendances.filter(title__contains="คลัง").first()
    if finance is not None and at == 1:
        presence = Presence(
            "substitute", substitute_name="นางสาวรัตนา บัญชีดี", substitute_title="นักวิชาการเงินและบัญชี"
        )
        services.record_attendance(actor=officer, attendance=finance, presence=presence)
    services.mark_rest_present(actor=officer, meeting=meeting)


def _resolve(officer: Any, meeting: Meeting, at: int) -> None:
    title, text, code, days = MATTERS[at]
    division = organization.list_divisions().get(code=code)
    parent = meeting.items.get(parent=None, part="new")
    item = services.add_item(
        actor=officer, parent=parent, draft=ItemDraft(title, division=division)
    )
    owner = organization.find_position(Role.DIVISION_HEAD, division)
    due = meeting.day + dt.timedelta(days=days)
    draft = ResolutionDraft(text, owner=owner, division=division, due_on=due)
    services.record_resolution(actor=officer, item=item, draft=draft)


def _call_next(people: dict[str, Any], body: Body) -> None:
    """The rest of the half year is planned, the next meeting is called."""
    officer = people["officer"]
    this_month = Month.of(timezone.localdate())
    months = [this_month.plus(offset) for offset in range(1, 7)]
    planned = services.draft_schedule(actor=officer, body=body, months=months)
    services.invite(actor=officer, meeting=planned[0])
