"""What circulars print: the signature sheet and the certificate. Words of official papers."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.queries import Standing, list_missing, standings, sum_up
from prongsai.circulars.rules import is_late
from prongsai.correspondence.content import (
    Block,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
    Title,
)
from prongsai.organization import queries as organization
from prongsai.thai.calendar import format_date
from prongsai.thai.digits import to_thai

METHODS = {"account": "ในระบบ", "link": "ลิงก์ส่วนตัว", "sheet": "ใบลงชื่อ"}
NO_DIVISION = "ไม่สังกัดสำนัก/กอง"
DIGEST_LETTERS = 16


def _day(day: dt.date) -> str:
    return format_date(day, "short", thai_digits=True)


def _long(day: dt.date) -> str:
    return format_date(day, "long", thai_digits=True)


def _count(number: int | float) -> str:
    return to_thai(f"{number:g}")


def _grouped(digest: str) -> str:
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def short_digest(circulation: Circulation) -> str:
    """The beginning of the digest, as papers print it in groups of four."""
    return _grouped(circulation.digest[:DIGEST_LETTERS])


def _organization() -> str:
    profile = organization.find_profile()
    return profile.full_name if profile else ""


def make_sheet(circulation: Circulation, today: dt.date) -> Document:
    """The sheet on which those sign who have not acknowledged yet."""
    rows = [
        Row(
            (
                (to_thai(str(at)),),
                (person.name,),
                tuple(text for text in (person.position_title, person.division_name) if text)
                or ("–",),
                # Two empty lines: room for a hand.
                ("\u00a0", "\u00a0"),
                ("",),
            )
        )
        for at, person in enumerate(list_missing(circulation), start=1)
    ]
    blocks = (
        Title(("ใบลงชื่อรับทราบ", _organization())),
        Paragraph(f"เรื่อง {circulation.title}", is_indented=False),
        Paragraph(
            "ข้าพเจ้าได้อ่านเอกสารข้างต้นแล้ว และรับทราบตามวันที่ที่ลงลายมือชื่อไว้ "
            f"(กำหนดภายในวันที่ {_long(circulation.due_on)} "
            f"รหัสเอกสาร {short_digest(circulation)})",
            is_indented=False,
        ),
        Table(
            ("ที่", "ชื่อ - สกุล", "ตำแหน่ง / สังกัด", "ลายมือชื่อ", "วันที่"),
            (0.6, 2.6, 2.8, 2.4, 1.6),
            tuple(rows),
        ),
    )
    return _document(f"ใบลงชื่อรับทราบ {circulation.title}", today, blocks, is_draft=False)


def make_certificate(circulation: Circulation, today: dt.date) -> Document:
    """What was circulated, when, to whom, who acknowledged and how; a draft while it runs."""
    people = list(circulation.recipients.order_by("division__order", "division_name", "id"))
    rows = standings(circulation.recipients.all(), today)
    whole = sum_up(rows, "รวม")
    blocks: list[Block] = [
        Title(("หนังสือรับรองการเวียนแจ้ง", _organization())),
        Paragraph(_statement(circulation, whole, today)),
        Paragraph(f"เอกสารที่เวียน: {circulation.title}", is_indented=False),
        Paragraph(f"รหัสเอกสาร (SHA-256): {_grouped(circulation.digest)}", is_indented=False),
        Heading("ผลการรับทราบแยกตามสำนัก/กอง"),
        _division_table([*rows, whole]),
        Heading("รายชื่อผู้รับทราบ"),
        _reader_table([p for p in people if p.acknowledged_on], circulation),
    ]
    for heading, found in (
        ("ผู้ได้รับยกเว้น", [p for p in people if p.exempted_at]),
        ("ผู้ที่ยังไม่รับทราบ", [p for p in people if p.is_waiting]),
    ):
        if found:
            blocks += [Heading(heading), _name_table(found)]
    blocks.append(_signature(circulation, today))
    title = f"หนังสือรับรองการเวียนแจ้ง {circulation.title}"
    return _document(title, today, tuple(blocks), is_draft=circulation.is_open)


def _statement(circulation: Circulation, whole: Standing, today: dt.date) -> str:
    end = timezone.localdate(circulation.closed_at) if circulation.closed_at else today
    return (
        "ขอรับรองว่าได้เวียนเอกสารตามรายการนี้ให้บุคลากรทราบ "
        f"ตั้งแต่วันที่ {_long(timezone.localdate(circulation.started_at))} "
        f"กำหนดรับทราบภายในวันที่ {_long(circulation.due_on)} "
        f"ผล ณ วันที่ {_long(end)} มีผู้รับทราบ {_count(whole.done)} จาก {_count(whole.total)} คน "
        f"(ร้อยละ {_count(whole.percent)})"
        + (f" ได้รับยกเว้น {_count(whole.exempted)} คน" if whole.exempted else "")
        + (f" คะแนนเฉลี่ยร้อยละ {_count(round(whole.score))}" if whole.score is not None else "")
    )


def _division_table(rows: Sequence[Standing]) -> Table:
    return Table(
        ("สำนัก/กอง", "ต้องรับทราบ", "รับทราบ", "ร้อยละ", "หลังกำหนด", "ยกเว้น"),
        (3.6, 1.4, 1.2, 1.1, 1.3, 1.1),
        tuple(
            Row(
                (
                    (row.name or NO_DIVISION,),
                    *(
                        (_count(number),)
                        for number in (row.total, row.done, row.percent, row.late, row.exempted)
                    ),
                )
            )
            for row in rows
        ),
    )


def _reader_table(people: Sequence[Recipient], circulation: Circulation) -> Table:
    rows = []
    for at, person in enumerate(people, start=1):
        day = person.acknowledged_on
        assert day is not None
        late = " (หลังกำหนด)" if is_late(due_on=circulation.due_on, done_on=day, today=day) else ""
        how = METHODS[person.method]
        if person.score is not None:
            how += f" {_count(person.score)}%"
        rows.append(
            Row(
                (
                    (to_thai(str(at)),),
                    (person.name,),
                    (person.position_title or "–",),
                    (person.division_name or "–",),
                    (_day(day) + late,),
                    (how,),
                )
            )
        )
    return Table(
        ("ที่", "ชื่อ - สกุล", "ตำแหน่ง", "สังกัด", "วันที่รับทราบ", "วิธี"),
        (0.6, 2.4, 2.3, 1.9, 1.8, 1.7),
        tuple(rows) or (Row(((" ",),) * 6),),
    )


def _name_table(people: Sequence[Recipient]) -> Table:
    return Table(
        ("ที่", "ชื่อ - สกุล", "ตำแหน่ง", "สังกัด", "เหตุผล"),
        (0.6, 2.6, 2.8, 2.2, 2.4),
        tuple(
            Row(
                (
                    (to_thai(str(at)),),
                    (person.name,),
                    (person.position_title or "–",),
                    (person.division_name or "–",),
                    (person.exemption_reason or "–",),
                )
            )
            for at, person in enumerate(people, start=1)
        ),
    )


def _signature(circulation: Circulation, today: dt.date) -> Signature:
    posts = organization.positions_of(circulation.started_by, today)
    lines = (posts[0].title,) if posts else ()
    return Signature(str(circulation.started_by), lines, role="ผู้รับรอง")


def _document(title: str, today: dt.date, blocks: tuple[Block, ...], *, is_draft: bool) -> Document:
    return Document(
        title=title,
        date=today,
        is_draft=is_draft,
        author=_organization(),
        sections=(Section(blocks),),
    )
