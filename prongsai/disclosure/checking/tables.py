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
_REMARKS = re.compile(r"หมายเหตุ|ข้อเสนอแนะ|remark|note", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:รวม|ยอดรวม|รวมทั้งสิ้น|total)", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """A header with its row (from 0), and the rows below it that hold something."""

    sheet: str
    header: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]


def check_tables(sheets: Sequence[Sheet], expectation: Expectation) -> Iterator[Outcome]:
    """Rows, columns that are asked for, blank cells; the sheet with most rows is looked at."""
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    tables = [table for sheet in filled if (table := find_table(sheet)) is not None]
    if not filled:
        yield Outcome("sheet-empty", Level.FAIL)
        return
    if not tables:
        yield Outcome("sheet-no-header", Level.WARN)
        return
    table = max(tables, key=lambda one: len(one.rows))
    if not table.rows:
        yield Outcome("sheet-empty", Level.FAIL)
        return
    columns, missing = _columns(table.header, expectation.required_columns)
    if missing:
        yield Outcome("sheet-column-missing", Level.FAIL, {"columns": "”, “".join(missing)})
    blank = list(_blank_cells(table, columns))
    if not blank:
        if not missing:
            yield Outcome("sheet-filled", Level.OK, {"rows": len(table.rows)})
        return
    listed = ", ".join(blank[:MOST_LISTED]) + (" …" if len(blank) > MOST_LISTED else "")
    is_sure = bool(expectation.required_columns)
    code, level = ("sheet-blank", Level.FAIL) if is_sure else ("sheet-blank-perhaps", Level.WARN)
    yield Outcome(code, level, {"count": len(blank), "cells": listed})


def find_table(sheet: Sheet) -> Table | None:
    """The table of a sheet: its header is the row near the top with most different texts."""
    best, most = None, 1
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        texts = {cell for cell in row if cell and not re.fullmatch(r"[\d.,/ -]+", cell)}
        if len(texts) > most:
            best, most = number, len(texts)
    if best is None:
        return None
    rows = [
        (number, row)
        for number, row in enumerate(sheet.rows[best + 1 :], start=best + 1)
        if any(row) and not _is_total(row)
    ]
    return Table(sheet.name, sheet.rows[best], rows)


def _is_total(row: Sequence[str]) -> bool:
    first = next((cell for cell in row if cell), "")
    # A note below the table fills one cell; a row of column numbers ((1), (2) …) is a second header.
    is_note = len({cell for cell in row if cell}) == 1 and len(row) > 2
    numbers = [cell.strip("()") for cell in row if cell]
    is_numbering = len(row) > 2 and numbers == [str(at + 1) for at in range(len(numbers))]
    return bool(_TOTAL.match(first)) or is_note or is_numbering


def _columns(header: Sequence[str], required: Sequence[str]) -> tuple[list[int], list[str]]:
    """The columns that must be filled, and the headings that are missing."""
    if not required:
        filled = [at for at, text in enumerate(header) if text and not _REMARKS.search(text)]
        return filled, []
    plain = [squeeze(text) for text in header]
    found, missing = [], []
    for heading in required:
        wanted = squeeze(heading)
        scores = [fuzz.ratio(wanted, text) if text else 0.0 for text in plain]
        best = max(range(len(scores)), key=scores.__getitem__, default=-1)
        if best >= 0 and scores[best] >= SAME_HEADING:
            found.append(best)
        else:
            missing.append(heading)
    return found, missing


def _blank_cells(table: Table, columns: Sequence[int]) -> Iterator[str]:
    place = f"{table.sheet}!" if table.sheet else ""
    for number, row in table.rows:
        for column in columns:
            if column >= len(row) or not row[column].strip():
                yield f"{place}{get_column_letter(column + 1)}{number + 1}"
