"""What the registers know of the year that an item shows: a hint beside its proofs."""

from dataclasses import dataclass

from prongsai.disclosure.queries.board import Line
from prongsai.evidence.sources import SourceReport, registry


@dataclass(frozen=True)
class Known:
    """A register's report of the year."""

    label: str
    report: SourceReport


def list_reports(line: Line) -> list[Known]:
    """The reports of the evidence sources that the components of an item name, each once."""
    codes = dict.fromkeys(code for part in line.parts for code in part.component.sources)
    return [
        Known(str(source.label), report) for source, report in registry.report_all(codes, line.year)
    ]
