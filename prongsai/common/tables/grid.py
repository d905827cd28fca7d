"""What every reader delivers: tables as rectangles of cells, with the lines before them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from prongsai.common.tables.limits import MAX_CELL_LENGTH


@dataclass
class Cell:
    """One cell. Merged cells repeat their text: `left`/`up` say that it began further left/up."""

    text: str = ""
    left: bool = False
    up: bool = False
    shaded: bool = False


@dataclass
class Grid:
    """A table: rows of equal length, where it stands, and the paragraphs before it."""

    rows: list[list[Cell]]
    where: str
    before: list[str] = field(default_factory=list)
    row_numbers: list[int] = field(default_factory=list)
    is_sheet: bool = False

    def row_where(self, index: int) -> str:
        """The place of a row for a person, counted as the file counts."""
        number = self.row_numbers[index] if index < len(self.row_numbers) else index + 1
        return _("%(place)s, row %(row)s") % {"place": self.where, "row": number}


@dataclass
class Source:
    """A file as read: its tables, the text after the last one, and what was left out."""

    grids: list[Grid]
    after: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def table_place(number: int) -> str:
    """The place of the file's so manyth table, for a person."""
    return _("table %(number)s") % {"number": number}


def hidden_rows(count: int) -> str:
    """What is said of rows that were left out because they are hidden."""
    return _("hidden rows: %(count)s") % {"count": count}


def hidden_columns(count: int) -> str:
    """What is said of columns that were left out because they are hidden."""
    return _("hidden columns: %(count)s") % {"count": count}


def rectangle(rows: Sequence[list[Cell]]) -> list[list[Cell]]:
    """Rows padded to the same length, columns empty everywhere at the right cut off."""
    width = max((_used(row) for row in rows), default=0)
    return [(row + [Cell() for _n in range(width - len(row))])[:width] for row in rows]


def _used(row: list[Cell]) -> int:
    for at in range(len(row), 0, -1):
        if row[at - 1].text or row[at - 1].shaded:
            return at
    return 0


def clip(text: str) -> str:
    """A cell's text within bounds."""
    return text[:MAX_CELL_LENGTH]
