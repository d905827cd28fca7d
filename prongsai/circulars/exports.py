"""Circulars as CSV and XLSX. Words of the sheets are data of the document, not of the interface."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse

from prongsai.circulars.documents import METHODS, NO_DIVISION
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.queries import Standing
from prongsai.circulars.rules import is_late
from prongsai.common.sheets import Cell
from prongsai.registerkit.exports import Column, respond_register
from prongsai.thai.calendar import format_date

PEOPLE = ("ที่", "ชื่อ - สกุล", "ตำแหน่ง", "สังกัด", "สถานะ", "วันที่รับทราบ", "วิธี", "คะแนน", "เหตุผลที่ยกเว้น")
DIVISIONS = (
    "สำนัก/กอง", "ต้องรับทราบ", "รับทราบ", "ร้อยละ", "หลังกำหนด", "เกินกำหนด", "ยกเว้น", "คะแนนเฉลี่ย",
)  # fmt: skip


def _respond(
    kind: str,
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
) -> HttpResponse:
    columns = [Column(head, head, width) for head, width in zip(header, widths, strict=True)]
    return respond_register(kind, name, columns, rows)


def respond_people(
    circulation: Circulation, people: Iterable[Recipient], kind: str, today: dt.date
) -> HttpResponse:
    """Who acknowledged a circular, one row a person; 404 for a kind that is none."""
    name = f"circular-{circulation.public_id.hex[:8]}"
    rows = _people(circulation, people, today)
    return _respond(kind, name, PEOPLE, rows, (6, 30, 30, 26, 18, 16, 16, 10, 30))


def _people(
    circulation: Circulation, people: Iterable[Recipient], today: dt.date
) -> Iterator[list[Cell]]:
    for at, person in enumerate(people, start=1):
        day = person.acknowledged_on
        yield [
            at,
            person.name,
            person.position_title,
            person.division_name,
            _state(circulation, person, today),
            format_date(day, "short") if day else "",
            METHODS.get(person.method, ""),
            person.score,
            person.exemption_reason,
        ]


def _state(circulation: Circulation, person: Recipient, today: dt.date) -> str:
    if person.exempted_at is not None:
        return "ยกเว้น"
    late = is_late(due_on=circulation.due_on, done_on=person.acknowledged_on, today=today)
    if person.acknowledged_on is None:
        return "เกินกำหนด" if late else "ยังไม่รับทราบ"
    return "รับทราบหลังกำหนด" if late else "รับทราบ"


def respond_divisions(rows: Iterable[Standing], year: int, kind: str) -> HttpResponse:
    """How the divisions stand in a fiscal year; 404 for a kind that is none."""
    values = (
        [
            row.name or NO_DIVISION,
            row.total,
            row.done,
            row.percent,
            row.late,
            row.overdue,
            row.exempted,
            None if row.score is None else round(row.score, 1),
        ]
        for row in rows
    )
    return _respond(kind, f"circulars-{year}", DIVISIONS, values, (34, 14, 12, 10, 12, 12, 10, 14))
