"""The register of meetings and of resolutions in their columns. Words of the sheets are Thai."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from prongsai.common.sheets import Cell
from prongsai.meetings.models import Meeting, Minutes, Resolution
from prongsai.meetings.wording import number_words
from prongsai.registerkit.exports import Column
from prongsai.thai.calendar import format_date

MEETINGS = (
    Column("body", "คณะ", 34),
    Column("number", "ครั้งที่", 26),
    Column("date", "วันที่", 16),
    Column("place", "สถานที่", 34),
    Column("state", "สถานะ", 16),
    Column("present", "ผู้มาประชุม", 12),
    Column("absent", "ผู้ไม่มาประชุม", 12),
    Column("resolutions", "มติ", 10),
    Column("minutes", "รายงานการประชุม", 20),
    Column("publication", "การเผยแพร่", 22),
)
PUBLIC = (
    Column("body", "คณะ", 34),
    Column("number", "ครั้งที่", 26),
    Column("date", "วันที่", 16),
    Column("time", "เวลา", 10),
    Column("place", "สถานที่", 34),
    Column("state", "สถานะ", 16),
    Column("publication", "รายงานการประชุม", 22),
    Column("published", "เผยแพร่เมื่อ", 16),
    Column("address", "ที่อยู่", 60),
)
RESOLUTIONS = (
    Column("meeting", "การประชุม", 40),
    Column("date", "วันที่ประชุม", 16),
    Column("text", "มติ", 60),
    Column("owner", "ผู้รับผิดชอบ", 30),
    Column("division", "สำนัก/กอง", 26),
    Column("due", "กำหนด", 16),
    Column("state", "สถานะ", 18),
    Column("closed", "เสร็จเมื่อ", 16),
    Column("result", "ผล", 50),
)
STATES = {
    Meeting.State.PLANNED: "วางแผน",
    Meeting.State.INVITED: "เชิญแล้ว",
    Meeting.State.RUNNING: "กำลังประชุม",
    Meeting.State.HELD: "ประชุมแล้ว",
    Meeting.State.CANCELLED: "ยกเลิก",
}
MINUTES = {
    Minutes.State.DRAFT: "ร่าง",
    Minutes.State.CHECKED: "ตรวจแล้ว",
    Minutes.State.ADOPTED: "รับรองแล้ว",
}
PUBLICATIONS = {
    Minutes.Publication.NONE: "ไม่เผยแพร่",
    Minutes.Publication.FULL: "เผยแพร่ทั้งฉบับ",
    Minutes.Publication.REDACTED: "เผยแพร่บางส่วน",
}
DONE = {
    Resolution.State.NOTED: "รับทราบ",
    Resolution.State.OPEN: "อยู่ระหว่างดำเนินการ",
    Resolution.State.DONE: "ดำเนินการแล้ว",
    Resolution.State.DROPPED: "ยุติเรื่อง",
}


def meeting_rows(meetings: Iterable[Meeting]) -> Iterator[list[Cell]]:
    """A line for each meeting; they carry `present_count`, `absent_count`, `resolution_count`."""
    for meeting in meetings:
        minutes = getattr(meeting, "minutes", None)
        yield [
            meeting.body.name,
            number_words(meeting),
            format_date(meeting.day, "short"),
            meeting.place,
            STATES[Meeting.State(meeting.state)],
            getattr(meeting, "present_count", None),
            getattr(meeting, "absent_count", None),
            getattr(meeting, "resolution_count", None),
            MINUTES[Minutes.State(minutes.state)] if minutes else "",
            PUBLICATIONS[Minutes.Publication(minutes.publication)] if minutes else "",
        ]


def public_rows(meetings: Iterable[Meeting]) -> Iterator[list[Cell]]:
    """A line for each meeting that the public may see; days as programs write them."""
    for meeting in meetings:
        minutes = getattr(meeting, "minutes", None)
        shown = minutes if minutes is not None and minutes.is_public else None
        path = reverse("public_meeting", args=[meeting.public_id])
        yield [
            meeting.body.name,
            number_words(meeting),
            meeting.day.isoformat(),
            f"{timezone.localtime(meeting.starts_at):%H:%M}",
            meeting.place,
            STATES[Meeting.State(meeting.state)],
            PUBLICATIONS[Minutes.Publication(shown.publication)] if shown else "",
            timezone.localdate(shown.published_at).isoformat() if shown else "",
            "" if meeting.state == Meeting.State.PLANNED else settings.PRONGSAI_BASE_URL + path,
        ]


def resolution_rows(resolutions: Iterable[Resolution]) -> Iterator[list[Cell]]:
    """A line for each resolution, which the caller may read."""
    for row in resolutions:
        yield [
            f"{row.meeting.body.name} {number_words(row.meeting)}",
            format_date(row.meeting.day, "short"),
            row.text,
            str(row.owner or ""),
            str(row.division or ""),
            format_date(row.due_on, "short") if row.due_on else "",
            DONE[Resolution.State(row.state)],
            format_date(timezone.localdate(row.closed_at), "short") if row.closed_at else "",
            row.closing_note,
        ]
