"""The annual report: from gathered data to a document and its four files."""

from prongsai.measures.report.compose import compose
from prongsai.measures.report.files import build_files, to_csv, to_json

__all__ = ["build_files", "compose", "to_csv", "to_json"]
