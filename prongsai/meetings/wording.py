"""Words of meetings as official papers write them, and as notices do."""

import datetime as dt

from django.utils import timezone

from prongsai.meetings.models import Meeting
from prongsai.thai.calendar import format_date, format_datetime
from prongsai.thai.digits import to_thai

# A ready item of every meeting: the finance division writes the month's numbers.
SPENDING_TITLE = "รายงานผลการเบิกจ่ายงบประมาณประจำเดือน"
# What confidential items are most often withheld for.
GROUNDS = (
    "พ.ร.บ.ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ มาตรา ๑๕",
    "พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล พ.ศ. ๒๕๖๒",
)
SESSIONS = {"ordinary": "สมัยสามัญ", "extraordinary": "สมัยวิสามัญ"}


def number_words(meeting: Meeting) -> str:
    """The number as it is said: สมัยสามัญ สมัยที่ 2 ครั้งที่ 1/2568, or ครั้งที่ 1/2568."""
    number = f"ครั้งที่ {meeting.label}"
    if not meeting.session:
        return number
    return f"{SESSIONS[meeting.session]} สมัยที่ {meeting.session_number} {number}"


def full_name(meeting: Meeting) -> str:
    """Body and number: ประชุมพนักงานประจำเดือน ครั้งที่ 1/2568."""
    return f"{meeting.body.name} {number_words(meeting)}"


def as_meeting(body: str) -> str:
    """รายงานการ + ประชุม…: a body is called by what it does or by who meets."""
    return body if body.startswith("ประชุม") else f"ประชุม{body}"


def adoption_title(meeting: Meeting) -> str:
    """The title of an item that adopts minutes."""
    day = format_date(meeting.day, thai_digits=True)
    return to_thai(f"รายงานการ{as_meeting(full_name(meeting))} เมื่อวันที่ {day}")


def when(meeting: Meeting) -> str:
    """Day and time for people: 24 พ.ย. 69 09:30 น."""
    return format_datetime(meeting.starts_at, "short")


def clock(moment: dt.datetime) -> str:
    """A time of day as papers write it: ๐๙.๓๐ น."""
    return to_thai(f"{timezone.localtime(moment):%H.%M} น.")


def adopted_with_changes(meeting: Meeting) -> str:
    """The reason of a version that a meeting changed while adopting it."""
    return to_thai(f"แก้ไขตามมติ{full_name(meeting)}")


def follows(meeting: Meeting) -> str:
    """The title of an item that follows up a resolution whose minutes are not published."""
    return to_thai(f"ติดตามผลตามมติ{full_name(meeting)}")


def file_name(meeting: Meeting, version: int = 0) -> str:
    """The name of a file of minutes, in ASCII: minutes-staff-2568-2-v1."""
    session = f"-{meeting.session[:1]}{meeting.session_number}" if meeting.session else ""
    name = f"minutes-{meeting.body.code}-{meeting.year}{session}-{meeting.number}"
    return f"{name}-v{version}" if version else name
