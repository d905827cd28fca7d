"""Results of the assessment for tests: every score of a year's catalogue, some of them chosen."""

from decimal import Decimal
from typing import Any

from prongsai.assessment import services
from prongsai.assessment.models import Result
from prongsai.assessment.rules.shapes import INDICATOR, ITEM, QUESTION, Key, Stated
from prongsai.assessment.services import ResultDraft
from prongsai.catalogues.queries import get_catalogue

USUAL_QUESTION, USUAL_ITEM = 95, 100


def make_result(fiscal_year: int, **chosen: Any) -> Result:
    """The result of a year: questions 95, items 100, the chosen codes as given (None: unknown)."""
    catalogue = get_catalogue(fiscal_year)
    rows = [
        *((QUESTION, question.code, USUAL_QUESTION) for question in catalogue.questions),
        *((ITEM, item.code, USUAL_ITEM) for item in catalogue.items),
        *((INDICATOR, row.code, USUAL_QUESTION) for row in catalogue.indicators),
    ]
    scores = {
        Key(kind, code): Decimal(str(chosen.get(code, usual)))
        for kind, code, usual in rows
        if chosen.get(code, usual) is not None
    }
    stated = Stated(scores, Decimal("88.12"), "ผ่าน")
    return services.save_result(actor=None, draft=ResultDraft(fiscal_year, stated))
