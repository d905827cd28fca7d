"""Reads results of the assessment from files of officers, in whatever layout they keep them."""

from prongsai.assessment.importing.published import to_json
from prongsai.assessment.importing.reader import read_results
from prongsai.assessment.importing.result import ImportedYear, ImportResult, ImportWarning

__all__ = ["ImportResult", "ImportWarning", "ImportedYear", "read_results", "to_json"]
