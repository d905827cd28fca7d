"""Twenty years of a monthly meeting: lists, a meeting's screens, minutes of 60 items as PDF."""

import datetime as dt
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.office import measure_page, people, prepare, sign_in, unguarded
from bench.results import Result

YEARS, ITEMS, RESOLUTIONS, LONG = 20, 5_000, 3_000, 60
MOST_QUERIES, MOST_OF_A_DRAFT, MOST_MS = 12, 20, 150
TABLES = ("meetings_meeting", "meetings_minutes", "meetings_resolution")
TITLES = (
    "การเตรียมความพร้อมรับสถานการณ์น้ำท่วม", "ผลการจัดเก็บภาษีที่ดินและสิ่งปลูกสร้าง", "การปรับปรุงข้อมูลบนเว็บไซต์",
    "การซ่อมแซมถนนสายบ้านหนองแวง", "การเบิกจ่ายเบี้ยยังชีพผู้สูงอายุ", "แผนการจัดซื้อจัดจ้างประจำปี",
)  # fmt: skip
NOTE = (
    "หัวหน้าสำนักปลัดรายงานว่าได้ดำเนินการตามแผนที่กำหนดไว้แล้วบางส่วน พบปัญหาเรื่องเอกสารของผู้มาติดต่อไม่ครบถ้วน "
    "จึงขอให้ทุกกองประชาสัมพันธ์รายการเอกสารที่ต้องใช้ให้ประชาชนทราบล่วงหน้า และรายงานผลในการประชุมครั้งถัดไป"
)
DECISION = "รับทราบ และมอบหมายให้กองที่เกี่ยวข้องดำเนินการให้แล้วเสร็จตามกำหนด พร้อมรายงานผลต่อที่ประชุม"


def measure(folder: Path) -> Iterator[Result]:
    """Fill a database of its own, open the screens, print the minutes of its longest meeting."""
    from config.postgres import running

    with running(folder / "data"):
        prepare()
        start = time.perf_counter()
        meeting = _fill(people()["officer"])
        yield Result(f"{YEARS} years of meetings", time.perf_counter() - start, "s")
        yield from _screens(sign_in(people()["officer"]), meeting)
        yield from _public(meeting)
        yield from _minutes(meeting)
        from django.db import connections

        connections.close_all()


def _screens(client: Any, meeting: Any) -> Iterator[Result]:
    own = f"/office/meetings/{meeting.public_id}/"
    for name, path in (
        ("register of meetings", "/office/meetings/"),
        ("a meeting", own),
        (f"agenda of {LONG} items", f"{own}agenda/"),
        (f"record of {LONG} items", f"{own}record/"),
        (f"follow-up of {RESOLUTIONS:,} resolutions", "/office/meetings/resolutions/"),
        ("problems and suggestions", "/office/meetings/concerns/"),
    ):
        yield from measure_page(client, f"{name}, {YEARS} years", path, MOST_QUERIES)
    # A draft is put together from all records of its meeting each time.
    yield from measure_page(client, f"minutes of {LONG} items", f"{own}minutes/", MOST_OF_A_DRAFT)


def _public(meeting: Any) -> Iterator[Result]:
    from django.test import Client

    client = Client()
    for name, path in (
        ("public list", f"/meetings/{meeting.body.code}/"),
        ("public meeting", f"/meetings/{meeting.public_id}/"),
    ):
        yield from measure_page(client, f"{name}, {YEARS} years", path, MOST_QUERIES)


def _minutes(meeting: Any) -> Iterator[Result]:
    """From the records to the file, printed anew after each change of a note, as a secretary does."""
    from prongsai.correspondence.render import render_pdf
    from prongsai.meetings.models import ItemNote
    from prongsai.meetings.papers import internal_document

    times = []
    notes = list(ItemNote.objects.filter(item__meeting=meeting)[:6])
    for attempt, note in enumerate(notes):
        ItemNote.objects.filter(pk=note.pk).update(text=f"{note.text} แก้ไขครั้งที่ {attempt}")
        start = time.perf_counter()
        render_pdf(internal_document(meeting.minutes, sees_confidential=True))
        times.append(time.perf_counter() - start)
    yield Result(f"minutes of {LONG} items, first of a program just started", times[0] * 1000, "ms")
    yield Result(f"minutes of {LONG} items as PDF", max(times[1:]) * 1000, "ms", MOST_MS)


def _fill(officer: Any) -> Any:
    """The body with its meetings; the newest one has the long agenda."""
    from prongsai.meetings import services
    from prongsai.organization.models import Role
    from prongsai.organization.queries import find_position

    body = services.save_body(
        actor=officer,
        kind="staff",
        code="staff",
        name="ประชุมพนักงานประจำเดือน",
        usual_place="ห้องประชุม",
    )
    for role, seat in ((Role.CHIEF_ADMINISTRATOR, "chair"), (Role.INTEGRITY_OFFICER, "secretary")):
        member = services.Member(position=find_position(role), role=seat)
        services.add_member(actor=officer, body=body, member=member, starts_on=dt.date(2000, 1, 1))
    luck, made = random.Random(1), None
    with unguarded(*TABLES):
        count = YEARS * 12
        for back in range(count - 1, -1, -1):
            made = _fill_meeting(officer, body, back, ITEMS // count if back else LONG, luck)
    return made


def _fill_meeting(officer: Any, body: Any, back: int, items: int, luck: random.Random) -> Any:
    from django.utils import timezone

    from prongsai.meetings.models import Meeting, Minutes
    from prongsai.meetings.services.inviting import call_members

    day = timezone.localdate() - dt.timedelta(days=30 * back + 1)
    start = timezone.make_aware(dt.datetime.combine(day, dt.time(9, 30)))
    end = start + dt.timedelta(hours=2)
    meeting = Meeting.objects.create(
        body=body, year=day.year + 543, number=1000 - back, starts_at=start, ends_at=end,
        began_at=start, ended_at=end, state="held", place="ห้องประชุม", created_by=officer,
    )  # fmt: skip
    call_members(meeting)
    meeting.attendances.update(state="present")
    _fill_agenda(meeting, items, luck)
    Minutes.objects.create(
        meeting=meeting, written_by=officer, state="adopted" if back else "draft",
        adopted_at=end if back else None, checked_at=end if back else None,
    )  # fmt: skip
    return meeting


def _fill_agenda(meeting: Any, items: int, luck: random.Random) -> None:
    from django.utils import timezone

    from prongsai.meetings.models import AgendaItem, ItemNote, Resolution
    from prongsai.meetings.services import agenda
    from prongsai.organization.models import Division

    agenda.lay_out(meeting)
    divisions = list(Division.objects.filter(is_active=True))
    parent = meeting.items.get(parent=None, part="new")
    made = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting, parent=parent, part="new", order=at,
            title=f"{luck.choice(TITLES)} ครั้งที่ {luck.randrange(1000)}",
        )
        for at in range(1, items + 1)
    )  # fmt: skip
    ItemNote.objects.bulk_create(
        ItemNote(item=item, text=f"{NOTE} ({item.title})", version=1) for item in made
    )
    wanted = len(made) * RESOLUTIONS // ITEMS
    closed = timezone.now() if items < LONG and luck.random() < 0.9 else None
    Resolution.objects.bulk_create(
        Resolution(
            meeting=meeting, item=item, order=at, text=f"{DECISION} {luck.randrange(1000)}",
            division=luck.choice(divisions), due_on=meeting.day + dt.timedelta(days=30),
            state="done" if closed else "open", closed_at=closed,
        )
        for at, item in enumerate(made[:wanted], start=1)
    )  # fmt: skip
