"""The source beside the preview: its columns with their meaning, its rows with a box to leave out."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from prongsai.measures.importing import Choices
from prongsai.measures.importing.result import TableView

SHOWN_ROWS = 60
MEANING_LABELS = {
    "ignored": _("not used"),
    "number": _("number"),
    "topic": _("topic"),
    "title": _("measure or project"),
    "steps": _("steps"),
    "period": _("period"),
    "units": _("responsible divisions"),
    "output": _("output"),
    "outcome": _("outcome"),
    "expected_output": _("expected output"),
    "expected_outcome": _("expected outcome"),
    "follow_up": _("follow-up and reporting"),
}


@dataclass(frozen=True)
class SourceColumn:
    """One column: the name of its choice and what it means now."""

    name: str
    meaning: str


@dataclass(frozen=True)
class SourceRow:
    """One row: the name of its box, its texts, whether it is left out."""

    name: str
    cells: list[str]
    is_left_out: bool


@dataclass(frozen=True)
class SourceTable:
    """One table of the file as far as it is shown."""

    title: str
    columns: list[SourceColumn]
    rows: list[SourceRow]
    more: int


def show_table(table: TableView, choices: Choices) -> SourceTable:
    """The first rows of a table with the corrections made so far."""
    rows = [
        SourceRow(
            f"leave-{table.index}-{at}",
            ["" if cell.left or cell.up else cell.text for cell in row],
            (table.index, at) in choices.left_out,
        )
        for at, row in enumerate(table.grid.rows[:SHOWN_ROWS])
    ]
    columns = [
        SourceColumn(f"column-{table.index}-{at}", meaning)
        for at, meaning in enumerate(table.columns)
    ]
    count = len(table.grid.rows)
    words = ngettext("%(n)s row", "%(n)s rows", count) % {"n": count}
    title = f"{table.grid.where} · {words}"
    return SourceTable(title, columns, rows, max(0, count - SHOWN_ROWS))
