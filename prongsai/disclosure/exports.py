"""Lists of a year as files. Words of the sheets are data of the document, not of the interface."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from prongsai.common.sheets import Cell
from prongsai.disclosure.queries.board import Board, Line
from prongsai.disclosure.queries.gaps import Gap
from prongsai.disclosure.queries.places import Place
from prongsai.disclosure.rules import State
from prongsai.registerkit.exports import Column
from prongsai.thai.calendar import format_date

KEY_IN = (
    Column("item", "ข้อ", 8),
    Column("title", "ชื่อข้อ", 44),
    Column("order", "ลำดับ", 8),
    Column("url", "URL", 70),
    Column("label", "คำอธิบาย", 44),
    Column("component", "องค์ประกอบด้านข้อมูล", 60),
)


@dataclass(frozen=True)
class KeyIn:
    """An item with its public addresses, each once in the order of the components."""

    line: Line
    places: list[tuple[int, Place, str]]

    @property
    def text(self) -> str:
        """All addresses, one a line, as they are pasted."""
        return "\n".join(place.address for _at, place, _text in self.places)


def to_key_in(board: Board) -> list[KeyIn]:
    """Each item with what to key into the national system for it."""
    return [KeyIn(line, list(_places(line))) for line in board.lines]


def _places(line: Line) -> Iterator[tuple[int, Place, str]]:
    found: dict[str, tuple[Place, list[str]]] = {}
    for part in line.parts:
        for row in part.places:
            if row.place.is_public:
                _place, texts = found.setdefault(row.place.address, (row.place, []))
                texts.append(part.component.text)
    for at, (place, texts) in enumerate(found.values(), start=1):
        yield at, place, "; ".join(texts)


def key_in_rows(board: Board) -> Iterator[list[Cell]]:
    """One row an address; an item without any has an empty one."""
    for row in to_key_in(board):
        item = row.line.item
        for at, place, text in row.places:
            yield [item.code, item.title, at, place.address, place.label, text]
        if not row.places:
            yield [item.code, item.title, None, "", "", ""]


MISSING = (
    Column("item", "ข้อ", 8),
    Column("title", "ชื่อข้อ", 44),
    Column("component", "องค์ประกอบด้านข้อมูล", 60),
    Column("state", "สถานะ", 18),
    Column("division", "ผู้ดูแล", 30),
    Column("due_on", "ต้องได้ภายใน", 16),
)
STATES = {
    State.MISSING: "ยังขาด",
    State.FAILED: "ตรวจไม่ผ่าน",
    State.LOOK: "ควรตรวจดู",
}
RENEW = "ต้องปรับปรุง"


def gap_rows(gaps: Iterable[Gap]) -> Iterator[list[Cell]]:
    """What is missing, one row a component."""
    for gap in gaps:
        yield [
            gap.line.item.code,
            gap.line.item.title,
            gap.part.component.text,
            RENEW if gap.kind == "renew" else STATES[gap.part.state],
            gap.division.name if gap.division else "",
            format_date(gap.due_on, "short") if gap.due_on else "",
        ]
