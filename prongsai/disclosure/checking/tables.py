"""Whether a table is filled in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from rapidfuzz import fuzz

from prongsai.disclosure.checking.agency import squeeze
from prongsai.disclosure.checking.outcomes import Expectation, Level, Outcome
from prongsai.disclosure.checking.reading.contents import Sheet

HEADER_WITHIN = 20  # rows from the top
SAME_HEADING = 90  # rapidfuzz ratio, 0–100
MOST_LISTED = 8
HEADS_ABOVE = 2  # rows over the header in which a heading may stretch over several columns
_UNIT = re.compile(r"\(.*?\)")
_NOTHING = re.compile(r"ไม่มี|none|no purchases", re.IGNORECASE)
_REMARKS = re.compile(r"หมายเหตุ|ข้อเสนอแนะ|remark|note", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:รวม|ยอดรวม|รวมทั้งสิ้น|total)", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """A header with its row (from 0), and the rows below it that hold something.

    `above` are the rows over the header, nearest first: a heading that stretches over several
    columns stands there. `remark` is what stands alone below the header ("no purchases").
    """

    sheet: str
    header: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    above: Sequence[Sequence[str]] = ()
    remark: str = ""


def check_tables(sheets: Sequence[Sheet], expectation: Expectation) -> Iterator[Outcome]:
    """Rows, columns that are asked for, blank cells; the sheet with most rows is looked at."""
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    required = expectation.required_columns
    tables = [table for sheet in filled if (table := find_table(sheet, required)) is not None]
    if not filled:
        yield Outcome("sheet-empty", Level.FAIL)
        return
    if not tables:
        yield Outcome("sheet-no-header", Level.WARN)
        return
    table = max(tables, key=lambda one: len(one.rows))
    is_sure = expectation.are_columns_sure
    columns, missing = _columns(table, required)
    if missing:
        code, level = ("missing", Level.FAIL) if is_sure else ("perhaps", Level.WARN)
        yield Outcome(f"sheet-column-{code}", level, {"columns": "”, “".join(missing)})
    if not table.rows:
        yield _without_rows(table)
        return
    blank = list(_blank_cells(table, columns))
    if not blank:
        if not missing:
            yield Outcome("sheet-filled", Level.OK, {"rows": len(table.rows)})
        return
    listed = ", ".join(blank[:MOST_LISTED]) + (" …" if len(blank) > MOST_LISTED else "")
    is_fault = bool(required) and is_sure
    code, level = ("sheet-blank", Level.FAIL) if is_fault else ("sheet-blank-perhaps", Level.WARN)
    yield Outcome(code, level, {"count": len(blank), "cells": listed})


def _without_rows(table: Table) -> Outcome:
    """A period without purchases is published too: the table then says so in a row of its own."""
    if _NOTHING.search(table.remark):
        return Outcome("sheet-says-none", Level.OK, {"text": table.remark[:60]})
    return Outcome("sheet-empty", Level.FAIL)


def find_table(sheet: Sheet, required: Sequence[str] = ()) -> Table | None:
    """The table of a sheet: its header is the row near the top with most of the headings that are
    asked for, and among these with most different texts."""
    best, most = None, (0, 1)
    wanted = {_plain(heading) for heading in required}
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        texts = {cell for cell in row if cell and not re.fullmatch(r"[\d.,/ -]+", cell)}
        found = (len(wanted & {_plain(text) for text in texts}), len(texts))
        if found > most:
            best, most = number, found
    if best is None or most[1] < 2:
        return None
    # A heading that goes on downwards stands in the next row too, beside those under a wide one.
    while best + 1 < len(sheet.rows) and _goes_on(sheet.rows[best], sheet.rows[best + 1]):
        best += 1
    below = list(enumerate(sheet.rows[best + 1 :], start=best + 1))
    rows = [(number, row) for number, row in below if any(row) and not _is_total(row)]
    remarks = [
        next(cell for cell in row if cell) for _n, row in below if any(row) and _is_note(row)
    ]
    above = sheet.rows[max(best - HEADS_ABOVE, 0) : best][::-1]
    return Table(sheet.name, sheet.rows[best], rows, above, remarks[0] if remarks else "")


def _goes_on(header: Sequence[str], row: Sequence[str]) -> bool:
    return any(
        text == below and not re.fullmatch(r"[\d.,()/ -]*", text)
        for text, below in zip(header, row, strict=False)
    )


def _is_note(row: Sequence[str]) -> bool:
    """A note below the table fills one cell, or one that stretches over all."""
    return len({cell for cell in row if cell}) == 1 and len(row) > 2


def _is_total(row: Sequence[str]) -> bool:
    first = next((cell for cell in row if cell), "")
    # A row of column numbers ((1), (2) …) is a second header.
    numbers = [cell.strip("()") for cell in row if cell]
    is_numbering = len(row) > 2 and numbers == [str(at + 1) for at in range(len(numbers))]
    return bool(_TOTAL.match(first)) or _is_note(row) or is_numbering


def _columns(table: Table, required: Sequence[str]) -> tuple[list[int], list[str]]:
    """The columns that must be filled, and the headings that are missing."""
    if not required:
        header = table.header
        return [at for at, text in enumerate(header) if text and not _REMARKS.search(text)], []
    found, missing = [], []
    for heading in required:
        heads = (_find_column(row, heading) for row in (table.header, *table.above))
        at = next((at for at in heads if at is not None), None)
        if at is None:
            missing.append(heading)
        else:
            found.append(at)
    return found, missing


def _find_column(row: Sequence[str], heading: str) -> int | None:
    """The column of a row whose text reads like a heading."""
    wanted = _plain(heading)
    scores = [fuzz.ratio(wanted, _plain(text)) if text else 0.0 for text in row]
    best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    return best if best >= 0 and scores[best] >= SAME_HEADING else None


def _plain(heading: str) -> str:
    """A heading without spaces and without its unit in brackets."""
    return squeeze(_UNIT.sub("", heading)) or squeeze(heading)


def _blank_cells(table: Table, columns: Sequence[int]) -> Iterator[str]:
    place = f"{table.sheet}!" if table.sheet else ""
    for number, row in table.rows:
        for column in columns:
            if column >= len(row) or not row[column].strip():
                yield f"{place}{get_column_letter(column + 1)}{number + 1}"
