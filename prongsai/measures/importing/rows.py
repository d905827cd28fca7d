"""From rows to measures: topics, new measures, continuations, and what is neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from prongsai.common.tables.grid import Cell
from prongsai.measures.importing import columns as col
from prongsai.measures.importing.items import plain_number, squash_numbered, take_number
from prongsai.measures.importing.marks import marked_months
from prongsai.measures.importing.noise import is_signature, why_no_measure
from prongsai.measures.importing.tables import PlanTable
from prongsai.measures.importing.topic_track import TopicTrack
from prongsai.thai.calendar import Month

_CONTINUED = re.compile(r"\s*[(]\s*ต่อ\s*[)]\s*$")
_NOT_CONTENT = (col.TITLE, col.NUMBER, col.TOPIC)
_LENDS_TEXT = (col.NUMBER, col.IGNORED)  # a cell merged from these over the next is that one's


@dataclass
class Draft:
    """A measure while its rows are read."""

    table: int
    row: int
    where: str
    topic: tuple[int, str] | None
    number: str
    title: list[str]
    texts: dict[str, list[str]] = field(default_factory=dict)
    months: list[tuple[Month, Month]] = field(default_factory=list)
    rows: list[tuple[int, int]] = field(default_factory=list)

    def is_same(self, number: str, title: str) -> bool:
        """Whether a row repeats this measure's number and title."""
        own_number, own_title = take_number(squash_numbered(" ".join(self.title)))
        own_number = self.number or own_number
        return bool(title) and title == own_title and (not number or number == own_number)


@dataclass
class _Row:
    """A row being read: its table and place, its cells by meaning."""

    table: PlanTable
    at: int
    cells: list[Cell]
    values: dict[str, Cell]

    def text(self, meaning: str) -> str:
        cell = self.values.get(meaning)
        return cell.text.strip() if cell and not cell.up else ""

    @property
    def below(self) -> list[Cell] | None:
        rows = self.table.grid.rows
        return rows[self.at + 1] if self.at + 1 < len(rows) else None

    def has_content(self) -> bool:
        """Whether it says more than number and title."""
        meanings = [m for m in self.values if m not in _NOT_CONTENT]
        return any(self.text(meaning) for meaning in meanings) or bool(
            marked_months(self.cells, self.table)
        )

    def number_and_title(self) -> tuple[str, str]:
        number, title = take_number(_CONTINUED.sub("", squash_numbered(self.text(col.TITLE))))
        return plain_number(self.text(col.NUMBER)) or number, title


class RowReader:
    """Walks through the rows of all tables, remembering the topic and the open measure."""

    def __init__(self, topics: Sequence[str], *, sheets: int) -> None:
        self.track = TopicTrack(topics, sheets=sheets)
        self.drafts: list[Draft] = []
        self.skipped: list[str] = []
        self.open: Draft | None = None
        self.is_signing = False
        self.is_foreign = False

    def read(self, table: PlanTable, left_out: set[tuple[int, int]]) -> None:
        """Read one table."""
        self.track.begin(table)
        self.open = self.drafts[-1] if self.drafts and _goes_on(table) else None
        self.is_signing = self.is_foreign = False
        for at in range(table.first_row, len(table.grid.rows)):
            cells = table.grid.rows[at]
            if (table.index, at) not in left_out and any(cell.text for cell in cells):
                self._row(_Row(table, at, cells, cells_by_meaning(cells, table)))

    def _row(self, row: _Row) -> None:
        if _is_repeated_head(row.cells, row.table):
            self.is_foreign = False
            return
        self.is_foreign = self.is_foreign or col.is_score_head(row.cells)
        if self.is_foreign:
            self._skip(row, _("a row of another table"))
            return
        if topic := self.track.of_row(row.cells, row.table, row.below):
            if self.track.take(topic):
                self.open = None
            return
        if reason := self._why_skipped(row):
            self._skip(row, reason)
            return
        self._measure_row(row)

    def _skip(self, row: _Row, reason: str) -> None:
        self.skipped.append(f"{row.table.grid.row_where(row.at)}: {reason}")

    def _why_skipped(self, row: _Row) -> str:
        reason = why_no_measure(row.cells)
        own = [c.text for c in row.cells if c.text.strip() and not c.left and not c.up]
        if not reason and self.is_signing and len(own) <= 3 and not row.number_and_title()[0]:
            reason = _("a signature")
        self.is_signing = bool(reason) and (self.is_signing or is_signature(own))
        return reason

    def _measure_row(self, row: _Row) -> None:
        self.track.take_cell(row.values.get(col.TOPIC))
        starts = self._starts_measure(row)
        if starts:
            self.open = self._new(row)
            self.drafts.append(self.open)
        if self.open is None:
            self._skip(row, _("a row without a measure"))
            return
        _add(self.open, row.values, is_new=starts)
        self.open.rows.append((row.table.index, row.at))
        self.open.months += marked_months(row.cells, row.table)

    def _starts_measure(self, row: _Row) -> bool:
        if not row.text(col.TITLE):
            return False
        number, title = row.number_and_title()
        if self.open is None:
            return True
        if self.open.is_same(number, title):
            return False  # filled down, or repeated on the next page
        if number:
            return True
        if row.at == row.table.first_row and not row.has_content():
            return False  # the rest of a title that was cut by a page break
        return not (self._is_numbered(self.open) and not _is_whole(row))

    @staticmethod
    def _is_numbered(draft: Draft) -> bool:
        return bool(draft.number or take_number(squash_numbered(" ".join(draft.title)))[0])

    def _new(self, row: _Row) -> Draft:
        return Draft(
            table=row.table.index,
            row=row.at,
            where=row.table.grid.row_where(row.at),
            topic=self.track.current,
            number=plain_number(row.text(col.NUMBER)),
            title=[],
        )


def _goes_on(table: PlanTable) -> bool:
    """Whether a table only continues the one before (a page break), with its head or without."""
    if table.grid.is_sheet or not table.heads:
        return not table.grid.is_sheet
    first = table.grid.rows[table.first_row : table.first_row + 1]
    titles = [cells_by_meaning(row, table).get(col.TITLE, Cell()).text for row in first]
    return not table.grid.before or titles == [""]


def _is_repeated_head(row: list[Cell], table: PlanTable) -> bool:
    texts = [re.sub(r"\s", "", cell.text) for cell in row]
    for heads in table.head_rows:
        same = sum(1 for a, b in zip(texts, heads, strict=False) if a and a == b)
        filled = sum(1 for text in texts if text)
        if same >= 2 and same * 2 >= filled:
            return True
    own = [cell for cell in row if cell.text and not cell.left]
    return len(own) >= 3 and col.is_head(row, col.head_meanings(row, col.ANY_YEAR))


def _is_whole(row: _Row) -> bool:
    """Whether a row says when or who, as only a measure's own row does."""
    return any(row.text(m) for m in (col.PERIOD, col.UNITS))


def cells_by_meaning(row: list[Cell], table: PlanTable) -> dict[str, Cell]:
    """The row's cells by meaning; several columns of one meaning are put together."""
    values: dict[str, Cell] = {}
    origin = col.IGNORED
    for cell, meaning in zip(row, table.columns, strict=False):
        origin = origin if cell.left else meaning
        if meaning == col.IGNORED or meaning.startswith(col.MONTH_PREFIX):
            continue
        if cell.left and origin not in (*_LENDS_TEXT, meaning):
            continue
        before = values.get(meaning)
        if before is None or not before.text:
            values[meaning] = cell
        elif cell.text and not cell.left and cell.text != before.text:
            join = " - " if meaning == col.PERIOD else "\n"
            values[meaning] = Cell(f"{before.text}{join}{cell.text}", up=before.up and cell.up)
    return values


def _add(draft: Draft, values: dict[str, Cell], *, is_new: bool) -> None:
    for meaning, cell in values.items():
        if not cell.text or (cell.up and not is_new):
            continue
        if meaning == col.TITLE:
            _add_title(draft, cell.text)
        elif meaning not in _NOT_CONTENT:
            known = draft.texts.setdefault(meaning, [])
            if cell.text not in (known[-1:] if meaning == col.STEPS else known):
                known.append(cell.text)


def _add_title(draft: Draft, text: str) -> None:
    text = _CONTINUED.sub("", text)
    number, title = take_number(squash_numbered(text))
    if not draft.is_same(number, title):
        draft.title.append(text)
