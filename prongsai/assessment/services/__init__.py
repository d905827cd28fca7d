"""The door of the app: what others may ask `assessment` to write."""

from prongsai.assessment.services.imports import save_import
from prongsai.assessment.services.results import (
    ResultDraft,
    remove_result,
    save_result,
    save_results,
)
from prongsai.assessment.services.surveys import save_addresses

__all__ = [
    "ResultDraft",
    "remove_result",
    "save_addresses",
    "save_import",
    "save_result",
    "save_results",
]
