"""Month columns: which months a row marks, by a sign or by colour."""

from prongsai.common.tables.grid import Cell
from prongsai.measures.importing import columns as col
from prongsai.measures.importing.tables import PlanTable, month_columns
from prongsai.thai.calendar import Month, format_month_range

_NO_MARKS = {"", "-", "–", "—", "0", "ไม่", "ไม่มี", "."}


def marked_months(row: list[Cell], table: PlanTable) -> list[tuple[Month, Month]]:
    """The months (first and last of each column) that carry a mark; colour only without signs."""
    columns = month_columns(table)
    marked = [at for at in columns if row[at].text.strip() not in _NO_MARKS]
    if not marked and not _is_striped(row, columns):
        marked = [at for at in columns if row[at].shaded]
    return [months for at in marked if (months := _months(table.columns[at]))]


def describe_months(months: list[tuple[Month, Month]]) -> str:
    """Marked months as a period's text, from the first to the last."""
    if not months:
        return ""
    return format_month_range(min(a for a, _b in months), max(b for _a, b in months))


def _is_striped(row: list[Cell], columns: list[int]) -> bool:
    """Whether the whole row is coloured, as every second row of many tables is."""
    others = [cell for at, cell in enumerate(row) if at not in columns and cell.text]
    return bool(others) and all(cell.shaded for cell in others)


def _months(meaning: str) -> tuple[Month, Month] | None:
    start, _slash, end = meaning.removeprefix(col.MONTH_PREFIX).partition("/")
    first, last = Month.parse(start), Month.parse(end)
    return (first, last) if first and last else None
