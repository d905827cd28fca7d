"""Finding the plan's tables among all tables of a file, and what their columns mean."""

from dataclasses import dataclass

from prongsai.measures.importing.columns import (
    IGNORED,
    MONTH_PREFIX,
    TITLE,
    head_meanings,
    is_head,
    is_second_head,
    merge_heads,
)
from prongsai.measures.importing.grid import Grid, Source
from prongsai.measures.importing.result import Choices

SEARCHED_ROWS = 40


@dataclass
class PlanTable:
    """A table that holds measures: its columns' meanings and which rows are heads."""

    index: int
    grid: Grid
    columns: list[str]
    heads: list[int]
    head_texts: list[str]
    first_row: int


def find_tables(source: Source, fiscal_year: int, choices: Choices | None) -> list[PlanTable]:
    """The tables with measures, in order. A table without a head goes on with the one before."""
    tables: list[PlanTable] = []
    for index, grid in enumerate(source.grids):
        table = _headed(index, grid, fiscal_year) or _continued(index, grid, tables)
        if table is not None:
            _apply(table, choices)
            tables.append(table)
    return tables


def _headed(index: int, grid: Grid, fiscal_year: int) -> PlanTable | None:
    for at, row in enumerate(grid.rows[:SEARCHED_ROWS]):
        meanings = head_meanings(row, fiscal_year)
        if not is_head(row, meanings):
            continue
        heads, first = [at], at + 1
        texts = [cell.text for cell in row]
        if first < len(grid.rows):
            below = head_meanings(grid.rows[first], fiscal_year)
            if is_second_head(grid.rows[first], below, meanings):
                meanings = merge_heads(meanings, grid.rows[first], below)
                heads, first = [at, first], first + 1
        columns = [meaning or IGNORED for meaning in meanings]
        return PlanTable(index, grid, _adopt_numbers(grid, columns, first), heads, texts, first)
    return None


def _adopt_numbers(grid: Grid, columns: list[str], first: int) -> list[str]:
    """A nameless narrow column left of the titles that holds numbers is the number column."""
    from prongsai.measures.importing.items import plain_number

    if "number" in columns or TITLE not in columns:
        return columns
    for at in range(columns.index(TITLE)):
        texts = [row[at].text for row in grid.rows[first:] if row[at].text and not row[at].left]
        if columns[at] == IGNORED and texts and all(plain_number(text) for text in texts[:20]):
            columns[at] = "number"
            return columns
    return columns


def _continued(index: int, grid: Grid, tables: list[PlanTable]) -> PlanTable | None:
    if not tables or not grid.rows:
        return None
    last = tables[-1]
    if index != last.index + 1 or len(grid.rows[0]) != len(last.columns) or grid.is_sheet:
        return None
    if len(grid.rows[0]) < 3:
        return None
    return PlanTable(index, grid, list(last.columns), [], last.head_texts, 0)


def _apply(table: PlanTable, choices: Choices | None) -> None:
    for (index, column), meaning in (choices.columns if choices else {}).items():
        if index == table.index and column < len(table.columns):
            table.columns[column] = meaning


def month_columns(table: PlanTable) -> list[int]:
    """The columns that stand for months."""
    return [at for at, meaning in enumerate(table.columns) if meaning.startswith(MONTH_PREFIX)]
