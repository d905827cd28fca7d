"""The annual report: from gathered data to a document and its four files."""

from prongsai.measures.report.compose import compose, compose_plan
from prongsai.measures.report.files import build_files, to_csv, to_json
from prongsai.measures.report.freeze import freeze, thaw

__all__ = ["build_files", "compose", "compose_plan", "freeze", "thaw", "to_csv", "to_json"]
