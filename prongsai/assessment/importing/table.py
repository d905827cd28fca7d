"""A table turned so that its rows are lines of the result and its columns hold scores."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from prongsai.assessment.importing.codes import BARE, LEVEL, SUBTOTAL, TEXT, Label, read_label
from prongsai.assessment.importing.names import has_name
from prongsai.assessment.importing.numbers import find_years, is_score_like
from prongsai.assessment.rules.shapes import INSTRUMENT, PART, TOTAL
from prongsai.common.tables import Cell, Grid
from prongsai.thai.digits import to_arabic

# The kinds that may stand beside lines which a row of bare numbers heads.
_SUMS = {INSTRUMENT, PART, TOTAL, SUBTOTAL, LEVEL}
_SHORTEST_COUNT = 3
Place = tuple[int, int]  # row and column in the grid


@dataclass
class Table:
    """Part of a grid under its titles. `at(row, column)` tells where a cell stands in the file.

    `counted` is the row that heads its columns with nothing but 1, 2, 3 …, in a turned table the
    column of them.
    """

    grid: Grid
    titles: list[str]
    cells: list[list[Cell]]
    row_numbers: list[int]
    is_turned: bool = False
    labels: list[list[Label]] = field(default_factory=list)
    counted: int | None = None

    def __post_init__(self) -> None:
        self.labels = [[_label(cell) for cell in row] for row in self.cells]
        if not self.is_turned:
            self.counted = _find_counted(self)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.cells[0]) if self.cells else 0

    def text(self, row: int, column: int) -> str:
        """The text of a cell."""
        return self.cells[row][column].text

    def at(self, row: int, column: int) -> Place:
        """The place of a cell in the grid."""
        return (
            (self.row_numbers[column], row) if self.is_turned else (self.row_numbers[row], column)
        )

    def where(self, row: int, column: int) -> str:
        """The place of a cell for a person: sheet, row and column as the file counts them."""
        at_row, at_column = self.at(row, column)
        name = column_letters(at_column) if self.grid.is_sheet else str(at_column + 1)
        return _("%(place)s, column %(column)s") % {
            "place": self.grid.row_where(at_row),
            "column": name,
        }

    def turned(self) -> "Table":
        """Rows as columns and columns as rows."""
        cells = [
            [Cell(c.text, left=c.up, up=c.left, shaded=c.shaded) for c in column]
            for column in zip(*self.cells, strict=True)
        ]
        return Table(
            self.grid,
            self.titles,
            cells,
            self.row_numbers,
            not self.is_turned,
            counted=self.counted,
        )

    @property
    def is_wide(self) -> bool:
        """Whether the codes stand side by side in a row rather than one below the other."""
        if self.counted is not None:
            return True
        across = max((_count_labels(row) for row in self.labels), default=0)
        down = max((_count_labels(column) for column in zip(*self.labels, strict=True)), default=0)
        return across > down


def _find_counted(table: Table) -> int | None:
    """The row that counts its columns from 1 behind a label, where no row below has a code."""
    at = next((at for at, row in enumerate(table.cells) if _count_of(row) >= _SHORTEST_COUNT), None)
    if at is None or at + 1 == len(table.cells):
        return None
    others = [x for row in (*table.labels[:at], *table.labels[at + 1 :]) for x in row]
    return None if any(is_telling(x) and x.kind not in _SUMS for x in others) else at


def _count_of(row: Sequence[Cell]) -> int:
    """How far a row counts from 1; 0 when it begins with a number or holds another one."""
    texts = [to_arabic(cell.text).strip() for cell in row]
    numbers = [text for text in texts if is_score_like(text)]
    is_count = numbers == [str(n) for n in range(1, len(numbers) + 1)]
    return len(numbers) if is_count and texts[:1] != ["1"] else 0


def _label(cell: Cell) -> Label:
    return read_label(cell.text) if cell.text and len(cell.text) < 600 else Label(TEXT)


def is_telling(label: Label) -> bool:
    """Whether a label says by itself of which line it speaks."""
    if label.kind == TEXT:
        return bool(label.title) and has_name(label.title)
    return label.kind != BARE or (bool(label.title) and has_name(label.title))


def _count_labels(labels: Sequence[Label]) -> int:
    return len({(x.kind, x.code, x.part, x.title) for x in labels if is_telling(x)})


def column_letters(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def split_tables(grid: Grid, around: Sequence[str]) -> list[Table]:
    """The grid cut where a heading names another year; titles go to the part below them."""
    titles: list[str] = list(around)
    parts: list[Table] = []
    rows: list[int] = []
    for at, row in enumerate(grid.rows):
        heading = _heading(row)
        is_leading = not rows and heading is not None
        if heading is not None and (is_leading or len(find_years(heading)) == 1):
            if rows:
                parts.append(_part(grid, titles, rows))
                titles, rows = list(around), []
            titles = [*titles, heading]
            continue
        rows.append(at)
    if rows:
        parts.append(_part(grid, titles, rows))
    return parts


def _part(grid: Grid, titles: list[str], rows: list[int]) -> Table:
    return Table(grid, titles, [grid.rows[at] for at in rows], rows)


def _heading(row: Sequence[Cell]) -> str | None:
    """The text of a row that holds one text only, no score."""
    texts = [cell.text for cell in row if cell.text and not cell.left]
    if len(texts) != 1 or is_score_like(texts[0]) or len(row) < 2:
        return None
    return texts[0]


_LINE = re.compile(r"^(.*?\S)[\s:=|]+((?:ร้อยละ\s*)?[\d๐-๙]+(?:[.,][\d๐-๙]+)?\s*(?:%|คะแนน)?)$")


def grid_of_lines(lines: Sequence[str], where: str) -> Grid:
    """Lines of text that end with a number as a table of two columns; others become headings."""
    rows = list(_cells_of_lines(lines))
    return Grid(rows, where, [], list(range(1, len(rows) + 1)))


def _cells_of_lines(lines: Sequence[str]) -> Iterator[list[Cell]]:
    for line in lines:
        match = _LINE.match(line.strip())
        if match and not find_years(match[2]):
            yield [Cell(match[1].rstrip(" :=|")), Cell(match[2])]
        else:
            yield [Cell(line.strip()), Cell(line.strip(), left=True)]
