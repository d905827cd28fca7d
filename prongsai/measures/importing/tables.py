"""Finding the plan's tables among all tables of a file, and what their columns mean."""

import re
from dataclasses import dataclass

from prongsai.common.tables.grid import Cell, Grid, Source
from prongsai.measures.importing.columns import (
    CORE,
    IGNORED,
    MONTH_PREFIX,
    NUMBER,
    TITLE,
    head_meanings,
    is_head,
    is_second_head,
    merge_heads,
    tell_apart,
)
from prongsai.measures.importing.items import plain_number
from prongsai.measures.importing.result import Choices

SEARCHED_ROWS = 60
MAX_HEAD_ROWS = 4
MAX_FORM_ROWS = 20
FEWEST_COLUMNS = 3  # of a table without head that may continue the one before


@dataclass
class PlanTable:
    """A table that holds measures: its columns' meanings and which rows are heads."""

    index: int
    grid: Grid
    columns: list[str]
    heads: list[int]
    head_texts: list[str]
    first_row: int

    @property
    def head_rows(self) -> list[list[str]]:
        """The heads' texts without spaces, by which a repeated head is known."""
        own = [[re.sub(r"\s", "", c.text) for c in self.grid.rows[at]] for at in self.heads]
        return own or [[re.sub(r"\s", "", text) for text in self.head_texts]]


def find_tables(source: Source, fiscal_year: int, choices: Choices | None) -> list[PlanTable]:
    """The tables with measures, in order. A table without a head goes on with the one before."""
    tables: list[PlanTable] = []
    for index, grid in enumerate(source.grids):
        table = (
            _headed(index, grid, fiscal_year)
            or _continued(index, grid, tables, fiscal_year)
            or _form(index, grid, fiscal_year)
        )
        if table is not None:
            _apply(table, choices)
            tables.append(table)
    return tables


def _headed(index: int, grid: Grid, fiscal_year: int) -> PlanTable | None:
    for at, row in enumerate(grid.rows[:SEARCHED_ROWS]):
        meanings = head_meanings(row, fiscal_year)
        heads = [at]
        while len(heads) < MAX_HEAD_ROWS and heads[-1] + 1 < len(grid.rows):
            lower = grid.rows[heads[-1] + 1]
            below = head_meanings(lower, fiscal_year)
            if not is_second_head(lower, below, meanings):
                break
            meanings = merge_heads(meanings, lower, below)
            heads.append(heads[-1] + 1)
        if not is_head(row, meanings):
            continue
        texts = [cell.text for cell in row]
        columns = [meaning or IGNORED for meaning in tell_apart(meanings, texts)]
        first = heads[-1] + 1
        return PlanTable(index, grid, _adopt_numbers(grid, columns, first), heads, texts, first)
    return None


def _form(index: int, grid: Grid, fiscal_year: int) -> PlanTable | None:
    """A form per measure, which has its heads at the left."""
    if not FEWEST_COLUMNS <= len(grid.rows) <= MAX_FORM_ROWS:
        return None
    table = _headed(index, _turned(grid), fiscal_year)
    is_form = table and table.heads[0] == 0 and len(CORE & set(table.columns)) >= FEWEST_COLUMNS
    return table if is_form else None


def _turned(grid: Grid) -> Grid:
    """A table with its rows as columns."""
    rows = [
        [Cell(c.text, left=c.up, up=c.left, shaded=c.shaded) for c in column]
        for column in zip(*grid.rows, strict=True)
    ]
    return Grid(rows, grid.where, grid.before, [1] * len(rows), grid.is_sheet)


def _adopt_numbers(grid: Grid, columns: list[str], first: int) -> list[str]:
    """A nameless narrow column left of the titles that holds numbers is the number column."""
    if NUMBER in columns or TITLE not in columns:
        return columns
    for at in range(columns.index(TITLE)):
        texts = [row[at].text for row in grid.rows[first:] if row[at].text and not row[at].left]
        if columns[at] == IGNORED and texts and all(plain_number(text) for text in texts[:20]):
            columns[at] = NUMBER
            return columns
    return columns


def _continued(
    index: int, grid: Grid, tables: list[PlanTable], fiscal_year: int
) -> PlanTable | None:
    if not tables or not grid.rows or grid.is_sheet:
        return None
    last = tables[-1]
    width = len(grid.rows[0])
    if index != last.index + 1 or width != len(last.columns) or width < FEWEST_COLUMNS:
        return None
    row = grid.rows[0]
    meanings = head_meanings(row, fiscal_year)
    own = [m for cell, m in zip(row, meanings, strict=True) if m and cell.text and not cell.left]
    if len(own) >= 2:
        return None  # the head of a table of another kind
    return PlanTable(index, grid, list(last.columns), [], last.head_texts, 0)


def _apply(table: PlanTable, choices: Choices | None) -> None:
    for (index, column), meaning in (choices.columns if choices else {}).items():
        if index == table.index and column < len(table.columns):
            table.columns[column] = meaning


def month_columns(table: PlanTable) -> list[int]:
    """The columns that stand for months."""
    return [at for at, meaning in enumerate(table.columns) if meaning.startswith(MONTH_PREFIX)]
