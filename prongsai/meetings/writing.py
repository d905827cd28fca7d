"""From the records of a meeting to the content of its minutes."""

from typing import Any

from django.db.models import Prefetch

from prongsai.meetings import wording
from prongsai.meetings.content import Decision, Entry, MinutesContent, Person
from prongsai.meetings.models import (
    AgendaItem,
    Attendance,
    Ballot,
    DivisionFiling,
    Meeting,
    Resolution,
    Vote,
)
from prongsai.organization.queries import find_profile, positions_of
from prongsai.thai.calendar import format_date
from prongsai.thai.digits import to_thai

BOXES = (
    ("achievements", "ผลการปฏิบัติงาน"),
    ("problems", "ปัญหาและอุปสรรค"),
    ("suggestions", "ข้อเสนอแนะ"),
    ("next_month", "แผนการดำเนินงานเดือนถัดไป"),
)
ROLES = {
    "chair": "ประธาน",
    "deputy": "รองประธาน",
    "member": "",
    "secretary": "เลขานุการ",
    "assistant": "ผู้ช่วยเลขานุการ",
}
CHOICES = {"yes": "เห็นชอบ", "no": "ไม่เห็นชอบ", "abstain": "งดออกเสียง"}


def compose(meeting: Meeting, *, writer: Any = None, checker: Any = None) -> MinutesContent:
    """The minutes as the records say now; `writer` and `checker` are accounts."""
    profile = find_profile()
    rows = list(meeting.attendances.all())
    present = [row for row in rows if row.is_there and not row.is_guest]
    present.sort(key=lambda row: not row.is_presiding)
    return MinutesContent(
        organization=profile.full_name if profile else "",
        body=meeting.body.name,
        number=to_thai(wording.number_words(meeting)),
        day=format_date(meeting.day, thai_digits=True),
        place=meeting.place,
        began=wording.clock(meeting.began_at or meeting.starts_at),
        ended=wording.clock(meeting.ended_at or meeting.ends_at),
        present=tuple(_present(row) for row in present),
        absent=tuple(
            Person(row.name, row.title, row.reason)
            for row in rows
            if row.state == Attendance.State.ABSENT and not row.is_guest
        ),
        guests=tuple(Person(r.name, r.title) for r in rows if r.is_guest and r.is_there),
        entries=_entries(meeting),
        writer=_signer(writer, meeting),
        checker=_signer(checker, meeting),
    )


def _signer(user: Any, meeting: Meeting) -> Person:
    if user is None:
        return Person("")
    posts = positions_of(user, meeting.day)
    return Person(str(user), posts[0].title if posts else "")


def _present(row: Attendance) -> Person:
    remark = "ประธานที่ประชุม" if row.is_presiding else ROLES.get(row.role, "")
    if row.state == Attendance.State.SUBSTITUTE:
        title = " ".join(text for text in (row.substitute_title, f"แทน {row.title}") if text)
        return Person(row.substitute_name, title, remark)
    return Person(row.name, row.title, remark)


def _entries(meeting: Meeting) -> tuple[Entry, ...]:
    found = (
        meeting.items.select_related("note", "vote", "filing", "adopts", "meeting__body")
        .prefetch_related(
            Prefetch("resolutions", Resolution.objects.select_related("owner", "division")),
            Prefetch("vote__ballots", Ballot.objects.select_related("attendance")),
            "adopts__versions",
        )
        .order_by("order", "id")
    )
    below: dict[int | None, list[AgendaItem]] = {}
    for item in found:
        below.setdefault(item.parent_id, []).append(item)
    return tuple(
        _entry(item, str(at), below) for at, item in enumerate(below.get(None, []), start=1)
    )


def _entry(item: AgendaItem, number: str, below: dict[int | None, list[AgendaItem]]) -> Entry:
    children = below.get(item.pk, [])
    return Entry(
        key=item.pk,
        number=to_thai(number),
        title=item.title,
        detail=item.detail,
        boxes=_boxes(item.filing),
        note=item.note.text if hasattr(item, "note") else "",
        vote=_vote(item.vote) if hasattr(item, "vote") else "",
        adoption=_adoption(item),
        decisions=tuple(_decision(row) for row in item.resolutions.all()),
        ground=item.ground,
        is_confidential=item.is_confidential,
        children=tuple(
            _entry(child, f"{number}.{at}", below) for at, child in enumerate(children, start=1)
        ),
    )


def _adoption(item: AgendaItem) -> str:
    """What the meeting resolved of earlier minutes; nothing where the secretary wrote it."""
    minutes = item.adopts
    if minutes is None or minutes.adopted_in_id != item.pk or item.resolutions.all():
        return ""
    reason = wording.adopted_with_changes(item.meeting)
    is_changed = any(version.reason == reason for version in minutes.versions.all())
    return f"รับรองรายงานการประชุม โดย{'มี' if is_changed else 'ไม่มี'}การแก้ไข"


def _boxes(filing: DivisionFiling | None) -> tuple[tuple[str, str], ...]:
    if filing is None:
        return ()
    texts = ((label, getattr(filing, name)) for name, label in BOXES)
    return tuple((label, text) for label, text in texts if text)


def _vote(vote: Vote) -> str:
    counts = (("yes", vote.yes), ("no", vote.no), ("abstain", vote.abstain))
    words = " ".join(f"{CHOICES[name]} {number} เสียง" for name, number in counts)
    if vote.casting:
        words += f" ประธานออกเสียงชี้ขาด{CHOICES[vote.casting]}"
    if vote.is_by_name:
        words += "".join(
            f"\n{CHOICES[name]}: {', '.join(names)}"
            for name, names in _names_by_choice(vote).items()
        )
    return to_thai(words)


def _names_by_choice(vote: Vote) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for ballot in vote.ballots.all():
        found.setdefault(ballot.choice, []).append(ballot.attendance.name)
    return found


def _decision(resolution: Resolution) -> Decision:
    owner = str(resolution.owner or resolution.division or "")
    due = format_date(resolution.due_on, thai_digits=True) if resolution.due_on else ""
    return Decision(resolution.pk, resolution.text, owner, due)
