"""Safe spreadsheets: no cell that a program would run as a formula, Thai readable in Excel."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Cell = str | int | float | None

# OWASP: a cell that begins with one of these is taken for a formula by spreadsheet programs.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Control characters that XML 1.0 cannot hold.
_FORBIDDEN = dict.fromkeys(c for c in range(32) if c not in (9, 10, 13))


def neutralise(value: Cell) -> Cell:
    """Put an apostrophe before text that a spreadsheet would read as a formula."""
    if not isinstance(value, str):
        return value
    text = value.translate(_FORBIDDEN)
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """CSV in UTF-8 with a byte order mark, so that Excel shows Thai."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([neutralise(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def to_xlsx(
    title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int] = ()
) -> bytes:
    """One sheet with a frozen bold header; text is always stored as text, never as a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_cell(sheet, text, bold=True) for text in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(sheet: object, value: Cell, *, bold: bool = False) -> Any:
    clean = value.translate(_FORBIDDEN) if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=clean)  # type: ignore[arg-type]
    if isinstance(clean, str):
        # openpyxl takes a leading "=" for a formula unless the type is set afterwards.
        cell.data_type = "s"
    cell.font = Font(name="TH SarabunPSK", size=14, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
