"""Lists of the website as files. Words of the sheets are data of the document, not of the interface."""

import datetime as dt
from collections.abc import Iterable, Iterator

from prongsai.common.sheets import Cell
from prongsai.registerkit.exports import Column
from prongsai.thai.calendar import format_date
from prongsai.website.aging import State
from prongsai.website.kept import KeptPage

CARE = (
    Column("title", "หน้าเว็บ", 44),
    Column("url", "ที่อยู่", 44),
    Column("keeper", "ผู้ดูแล", 30),
    Column("cadence", "ตรวจทุก (เดือน)", 14),
    Column("looked_on", "ปรับปรุง/ยืนยันล่าสุด", 20),
    Column("due_on", "ครบกำหนด", 16),
    Column("state", "สถานะ", 16),
    Column("days_late", "เกินกำหนด (วัน)", 16),
)
STATES = {
    State.OVERDUE: "เกินกำหนด",
    State.DUE: "ใกล้ครบกำหนด",
    State.FRESH: "เป็นปัจจุบัน",
    State.FREE: "ไม่กำหนด",
}


def care_rows(rows: Iterable[KeptPage], today: dt.date) -> Iterator[list[Cell]]:
    """One row a page."""
    for row in rows:
        yield [
            row.page.title,
            row.address,
            row.keeper.name if row.keeper else "",
            row.cadence or None,
            _day(row.looked_on),
            _day(row.age.due_on),
            STATES[row.age.state],
            row.age.days_late(today) or None,
        ]


def _day(day: dt.date | None) -> str:
    return format_date(day, "short") if day else ""
