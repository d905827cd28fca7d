"""What an import gives: measures, warnings, what was left out, and the tables for the preview."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from prongsai.common.tables.grid import Grid
from prongsai.thai.periods import Period


@dataclass
class ImportedMeasure:
    """One measure as read; texts without their numbers, `output`/`outcome` None where absent."""

    topic: int | None
    number: str
    title: str
    where: str
    topic_title: str = ""
    steps: list[str] = field(default_factory=list)
    period_text: str = ""
    period: Period | None = None
    units: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    output: str | None = None
    outcome: str | None = None
    follow_up: str = ""
    rows: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class ImportWarning:
    """Something a person should know, or (needs_decision) must decide."""

    code: str
    message: str
    where: str
    needs_decision: bool = False


@dataclass
class TableView:
    """A table as the preview shows it: its rows and the meaning of each column."""

    index: int
    grid: Grid
    columns: list[str]
    header_rows: list[int]


@dataclass
class Choices:
    """Corrections made in the preview."""

    columns: dict[tuple[int, int], str] = field(default_factory=dict)  # (table, column) → meaning
    left_out: set[tuple[int, int]] = field(default_factory=set)  # (table, row)


@dataclass
class ImportResult:
    """Everything that was read from one file."""

    fiscal_year: int
    kind: str
    measures: list[ImportedMeasure]
    warnings: list[ImportWarning]
    skipped: list[str]
    tables: list[TableView] = field(default_factory=list)


KnownUnit = tuple[str, Sequence[str]]  # name, aliases


def to_json(result: ImportResult) -> dict[str, Any]:
    """The result in the published shape (`import.schema.json`); months Gregorian ("2025-04")."""
    return {
        "fiscal_year": result.fiscal_year,
        "measures": [_measure(measure) for measure in result.measures],
        "warnings": [
            {
                "code": warning.code,
                "message": warning.message,
                "where": warning.where,
                "needs_decision": warning.needs_decision,
            }
            for warning in result.warnings
        ],
        "skipped": result.skipped,
    }


def _measure(measure: ImportedMeasure) -> dict[str, Any]:
    period = measure.period
    return {
        "topic": measure.topic,
        "number": measure.number,
        "title": measure.title,
        "steps": measure.steps,
        "period_text": measure.period_text,
        "period_start": str(period.start) if period and period.start else None,
        "period_end": str(period.end) if period and period.end else None,
        "units": measure.units,
        "output": measure.output,
        "outcome": measure.outcome,
        "follow_up": measure.follow_up or None,
    }
