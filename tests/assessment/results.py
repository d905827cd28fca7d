"""Results of the assessment for tests: every score of a year's catalogue, some of them chosen."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from prongsai.assessment.models import Result, Score
from prongsai.catalogues.queries import find_catalogue

USUAL_QUESTION, USUAL_ITEM = Decimal("95"), Decimal("100")


def make_result(fiscal_year: int, **chosen: Any) -> Result:
    """The result of a year: questions 95, items 100, the chosen codes as given (None: unknown)."""
    catalogue = find_catalogue(fiscal_year)
    assert catalogue is not None
    result, _is_new = Result.objects.update_or_create(
        scheme=catalogue.scheme,
        fiscal_year=fiscal_year,
        defaults={
            "origin": "typed",
            "recorded_at": timezone.now(),
            "stated_total": Decimal("88.12"),
            "stated_level": "ผ่าน",
        },
    )
    result.scores.all().delete()
    rows = [
        *(("question", question.code, USUAL_QUESTION) for question in catalogue.questions),
        *(("item", item.code, USUAL_ITEM) for item in catalogue.items),
        *(("indicator", indicator.code, USUAL_QUESTION) for indicator in catalogue.indicators),
        *(("instrument", row.code, USUAL_QUESTION) for row in catalogue.instruments),
    ]
    Score.objects.bulk_create(
        Score(result=result, kind=kind, code=code, score=Decimal(str(chosen.get(code, usual))))
        for kind, code, usual in rows
        if chosen.get(code, usual) is not None
    )
    return result
