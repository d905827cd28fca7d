"""From rows to measures: topics, new measures, continuations, and what is neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from prongsai.measures.importing import columns as col
from prongsai.measures.importing.grid import Cell
from prongsai.measures.importing.items import one_line, plain_number, take_number
from prongsai.measures.importing.tables import PlanTable, month_columns
from prongsai.measures.importing.topics import find_topic, names_topic
from prongsai.thai.calendar import Month, format_month_range
from prongsai.thai.text import repair

_SIGNATURE = re.compile(
    r"ลงชื่อ|ผู้รายงาน|ผู้จัดทำ|ผู้เสนอ|ผู้อนุมัติ|ผู้เห็นชอบ|ผู้ตรวจสอบ|^\s*\(\s*[.…_\s]{3,}\s*\)|[.…]{8,}"
)
_TOTAL = re.compile(
    r"^\s*(?:รวม(?:ทั้งสิ้น|ทั้งหมด|เป็นเงิน|งบประมาณ|โครงการ|มาตรการ|กิจกรรม)?|ยอดรวม|total)\s*[:\d,.]*\s*(?:โครงการ|มาตรการ|กิจกรรม)?$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"^\s*(?:หมายเหตุ|ตัวชี้วัดความสำเร็จ|ที่มา|ตัวชี้วัด)\s*[:：]?")
# "๑.๑ จัดทำคู่มือ" begins a measure even where its row spans the table.
_MEASURE_NUMBER = re.compile(r"^\d{1,2}\.\d{1,2}$")


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


class RowReader:
    """Walks through the rows of all tables, remembering the topic and the open measure."""

    def __init__(self, topics: Sequence[str]) -> None:
        self.topics = topics
        self.topic: tuple[int, str] | None = None
        self.own_topics: list[str] = []
        self.drafts: list[Draft] = []
        self.skipped: list[str] = []

    def read(self, table: PlanTable, left_out: set[tuple[int, int]]) -> None:
        """Read one table."""
        self._topic_before(table)
        width = len(table.columns)
        is_fresh = not (table.heads == [] or self._goes_on(table))
        open_measure = None if is_fresh else (self.drafts[-1] if self.drafts else None)
        for at in range(table.first_row, len(table.grid.rows)):
            row = table.grid.rows[at]
            if (table.index, at) in left_out or not any(cell.text for cell in row):
                continue
            if self._is_repeated_head(row, table):
                continue
            if found := self._topic_row(row, table, width):
                changed = self._set_topic(found)
                open_measure = None if changed else open_measure
                continue
            if reason := _no_measure(row, width):
                self.skipped.append(f"{table.grid.row_where(at)}: {reason}")
                continue
            open_measure = self._measure_row(table, at, row, open_measure)

    def _goes_on(self, table: PlanTable) -> bool:
        """Whether a table only repeats the head of the one before (a page break)."""
        return not table.grid.before and not table.grid.is_sheet and bool(self.drafts)

    def _topic_before(self, table: PlanTable) -> None:
        lines = [*table.grid.before[-3:]]
        if table.grid.is_sheet:
            lines = [table.grid.where]
            self.topic = None
            lines += [
                c.text
                for r in table.grid.rows[: table.heads[0] if table.heads else 0]
                for c in r
                if not c.left
            ]
        named = [names_topic(line, self.topics) for line in lines]
        found = [topic for topic in named if topic]
        in_all = {t for line in table.grid.before if (t := names_topic(line, self.topics))}
        if found and (len(in_all) <= 1 or table.grid.is_sheet):
            self._set_topic(found[-1])
        elif (
            lines
            and not table.grid.is_sheet
            and re.match(r"\s*(?:ประเด็น|ด้าน|มิติ)", repair(lines[-1]))
        ):
            topic = find_topic(lines[-1], self.topics)
            self._set_topic(topic or (0, one_line(lines[-1])))

    def _set_topic(self, found: tuple[int, str]) -> bool:
        number, title = found
        if not number:
            if title not in self.own_topics:
                self.own_topics.append(title)
            number = self.own_topics.index(title) + 1
        changed = self.topic is None or self.topic[0] != number
        self.topic = (number, title)
        return changed

    def _is_repeated_head(self, row: list[Cell], table: PlanTable) -> bool:
        texts = [re.sub(r"\s", "", cell.text) for cell in row]
        heads = [re.sub(r"\s", "", text) for text in table.head_texts]
        same = sum(1 for a, b in zip(texts, heads, strict=False) if a and a == b)
        filled = sum(1 for text in texts if text)
        if filled and same * 2 >= filled and same >= 2:
            return True
        own = [cell for cell in row if cell.text and not cell.left]
        meanings = col.head_meanings(row, 2568)
        return len(own) >= 3 and col.is_head(row, meanings)

    def _topic_row(self, row: list[Cell], table: PlanTable, width: int) -> tuple[int, str] | None:
        own = [cell for cell in row if cell.text and not cell.left]
        others = {cell.text for cell in own}
        if len(others) != 1 or any(cell.up and not cell.left for cell in own[:1]):
            return None
        if own[0].up:
            return None
        text = one_line_with_number(own[0].text)
        if named := names_topic(text, self.topics):
            return named
        spans = sum(1 for cell in row if cell.text == own[0].text) >= max(2, width - 1)
        number, rest = take_number(text)
        if _SIGNATURE.search(text) or _TOTAL.match(text) or _REMARK.match(text):
            return None
        if "." in number or not rest:
            return None
        if spans or number or re.match(r"(?:ประเด็น|ด้าน|มิติ|หมวด)", text):
            first_column = next(at for at, cell in enumerate(row) if cell.text)
            if spans or first_column == 0:
                return find_topic(text, self.topics) or ((0, rest) if spans else None)
        return None

    def _measure_row(
        self, table: PlanTable, at: int, row: list[Cell], open_measure: Draft | None
    ) -> Draft | None:
        values = _values(row, table)
        title = values.get(col.TITLE)
        self._topic_cell(values.get(col.TOPIC))
        starts = self._starts_measure(title, values.get(col.NUMBER), row, table, open_measure)
        if starts:
            open_measure = self._new(table, at, values)
            self.drafts.append(open_measure)
        elif open_measure is None:
            self.skipped.append(f"{table.grid.row_where(at)}: row without a measure")
            return None
        _add(open_measure, values, is_new=starts)
        open_measure.rows.append((table.index, at))
        open_measure.months += _marked_months(row, table)
        return open_measure

    def _topic_cell(self, cell: Cell | None) -> None:
        if cell is None or not cell.text or cell.up:
            return
        text = one_line_with_number(cell.text)
        found = find_topic(text, self.topics) or (0, take_number(text)[1] or text)
        self._set_topic(found)

    def _starts_measure(
        self,
        title: Cell | None,
        number: Cell | None,
        row: list[Cell],
        table: PlanTable,
        open_measure: Draft | None,
    ) -> bool:
        if title is None or not title.text or title.up:
            return False
        if open_measure is None:
            return True
        has_number = bool(number and number.text and not number.up) or bool(
            take_number(one_line_with_number(title.text))[0]
        )
        if has_number:
            return True
        if one_line(title.text) == one_line(" ".join(open_measure.title)):
            return False  # the title repeated on the next page
        others = [
            cell.text
            for meaning, cell in _values(row, table).items()
            if meaning not in (col.TITLE, col.NUMBER, col.TOPIC) and not cell.up
        ]
        if not any(others):
            return False  # the rest of a title that was cut by a page break
        numbered_before = bool(open_measure.number)
        same_table = open_measure.table == table.index
        return not (numbered_before and not same_table and not _is_filled(row, table))

    def _new(self, table: PlanTable, at: int, values: dict[str, Cell]) -> Draft:
        number = plain_number(values[col.NUMBER].text) if col.NUMBER in values else ""
        return Draft(
            table=table.index,
            row=at,
            where=table.grid.row_where(at),
            topic=self.topic,
            number=number,
            title=[],
        )


def one_line_with_number(text: str) -> str:
    """A text on one line, its number kept."""
    return " ".join(repair(text).split())


def _is_filled(row: list[Cell], table: PlanTable) -> bool:
    values = _values(row, table)
    return all(
        values.get(m) and values[m].text for m in (col.PERIOD, col.UNITS) if m in table.columns
    )


def _values(row: list[Cell], table: PlanTable) -> dict[str, Cell]:
    """The row's cells by meaning; several columns of one meaning are put together."""
    values: dict[str, Cell] = {}
    for cell, meaning in zip(row, table.columns, strict=False):
        if meaning == col.IGNORED or meaning.startswith(col.MONTH_PREFIX):
            continue
        before = values.get(meaning)
        if before is None or not before.text:
            values[meaning] = cell
        elif cell.text and not cell.left and cell.text != before.text:
            values[meaning] = Cell(f"{before.text}\n{cell.text}", up=before.up and cell.up)
    return values


def _add(draft: Draft, values: dict[str, Cell], *, is_new: bool) -> None:
    for meaning, cell in values.items():
        if not cell.text or (cell.up and not is_new):
            continue
        if meaning == col.TITLE:
            draft.title.append(cell.text)
        elif meaning not in (col.NUMBER, col.TOPIC):
            known = draft.texts.setdefault(meaning, [])
            if not (known and known[-1] == cell.text and cell.up):
                known.append(cell.text)


def _marked_months(row: list[Cell], table: PlanTable) -> list[tuple[Month, Month]]:
    found = []
    for at in month_columns(table):
        cell = row[at]
        is_mark = bool(cell.text.strip()) and cell.text.strip() not in ("-", "–", "0", "×ไม่")
        if is_mark or cell.shaded:
            start, end = table.columns[at].removeprefix(col.MONTH_PREFIX).split("/")
            first, last = Month.parse(start), Month.parse(end)
            if first and last:
                found.append((first, last))
    return found


def _no_measure(row: list[Cell], width: int) -> str:
    """Why a row is no measure: signature, total, remark, or a row that only counts columns."""
    own = [cell.text.strip() for cell in row if cell.text and not cell.left and not cell.up]
    if not own:
        return ""
    first, everything = repair(own[0]), repair(" ".join(own))
    if _TOTAL.match(first):
        return "total"
    if _REMARK.match(first) and len(own) <= 2:
        return "remark"
    if _SIGNATURE.search(everything) and len(own) <= 3 and len(everything) < 200:
        return "signature"
    if len(own) >= 3 and all(
        re.fullmatch(r"[(]?\d{1,2}[)]?", plain) for plain in map(_arabic, own)
    ):
        return "column numbers"
    return ""


def _arabic(text: str) -> str:
    from prongsai.thai.digits import to_arabic

    return to_arabic(text)


def describe_months(months: list[tuple[Month, Month]]) -> str:
    """Marked months as a period's text."""
    if not months:
        return ""
    return format_month_range(min(a for a, _b in months), max(b for _a, b in months))
