"""Reads plans and reports from files of officers: Word, Excel, CSV, TSV, HTML, pasted text."""

from prongsai.common.tables.errors import UnreadableFile
from prongsai.measures.importing.items import split_items
from prongsai.measures.importing.reader import read_measures
from prongsai.measures.importing.result import (
    Choices,
    ImportedMeasure,
    ImportResult,
    ImportWarning,
    to_json,
)

__all__ = [
    "Choices",
    "ImportResult",
    "ImportWarning",
    "ImportedMeasure",
    "UnreadableFile",
    "read_measures",
    "split_items",
    "to_json",
]
