"""Saving what an import read: all years or none."""

from typing import Any

from django.utils.translation import gettext as _

from prongsai.assessment.importing import ImportResult
from prongsai.assessment.models import Result
from prongsai.assessment.services.results import ResultDraft, save_results
from prongsai.common.errors import Refused


def save_import(
    *, actor: Any, result: ImportResult, source_name: str = "", accept_warnings: bool = False
) -> list[Result]:
    """Write the years of an import in place of what stood there.

    Raises `Refused` when a warning needs a decision (unless `accept_warnings` says so), when
    nothing was read, and like `save_results`.
    """
    if not result.years:
        raise Refused(_("No score of any year was read; nothing was saved."))
    open_questions = [f"{w.where} {w.message}".strip() for w in result.warnings if w.needs_decision]
    if open_questions and not accept_warnings:
        raise Refused("\n".join(open_questions))
    drafts = [
        ResultDraft(year.fiscal_year, year.stated, Result.Origin.FILE, source_name)
        for year in result.years
        if year.scores or year.total is not None
    ]
    return save_results(actor=actor, drafts=drafts)
