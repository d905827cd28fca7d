"""Files of results as officers keep them."""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook

from prongsai.assessment.importing import ImportResult, read_results
from tests.assessment.years import all_items

Rows = Sequence[Sequence[object]]
INDICATORS = (96.12, 95.5, 97.25, 93.0, 94.13, 88.4, 86.75, 90.05)


def workbook(
    sheets: Mapping[str, Rows], merges: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """An XLSX of sheets with their merged ranges."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merges or {}).get(name, ()):
            sheet.merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsx(rows: Rows, *, sheet: str = "Sheet1", merges: Sequence[str] = ()) -> bytes:
    """An XLSX of one sheet."""
    return workbook({sheet: rows}, {sheet: merges})


def separated(rows: Rows, delimiter: str = ",") -> str:
    """Rows as text."""
    return (
        "\n".join(delimiter.join("" if c is None else str(c) for c in row) for row in rows) + "\n"
    )


def read(data: bytes | str, year: int | None = None, filename: str = "") -> ImportResult:
    """The import of a file."""
    return read_results(data, filename=filename, fiscal_year=year)


def scores(result: ImportResult, year: int) -> dict[str, Decimal]:
    """The scores of a year by code, "total" among them."""
    found = next(y for y in result.years if y.fiscal_year == year)
    total = {} if found.total is None else {"total": found.total}
    by_code = {f"{k.code}@{k.part}" if k.part else k.code: s for k, s in found.scores.items()}
    return by_code | total


def codes(result: ImportResult) -> list[str]:
    """The codes of the warnings."""
    return [warning.code for warning in result.warnings]


def expected(**more: object) -> dict[str, Decimal]:
    """Eight indicators as `INDICATORS`."""
    found = {str(n): Decimal(str(score)) for n, score in enumerate(INDICATORS, 1)}
    return found | {code: Decimal(str(score)) for code, score in more.items()}


def items(*failed: int) -> dict[str, Decimal]:
    """28 items, the failed ones 0."""
    return {code: Decimal(str(score)) for code, score in all_items(*failed).items()}
