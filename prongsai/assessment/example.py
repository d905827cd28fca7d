"""The example's results: three years that grow better, each with something left to do."""

from decimal import Decimal

from prongsai.assessment.models import Result
from prongsai.assessment.queries import find_result
from prongsai.assessment.rules.shapes import ITEM, QUESTION, Key, Stated
from prongsai.assessment.services import ResultDraft, save_result
from prongsai.catalogues.queries import get_catalogue

# What is weak in each of the years, the newest first; every other question scores about `USUAL`.
WEAK = (
    {"i11": 81.43, "e5": 83.2, "e9": 79.67, "i14": 84.1, "O11": 0},
    {"i5": 76.8, "i11": 78.95, "e5": 80.12, "e9": 72.4, "O8": 0, "O20": 0},
    {"i2": 74.3, "i5": 72.25, "e4": 77.5, "e9": 66.1, "i14": 78.0, "O12": 0, "O17": 0},
)
USUAL = (Decimal("95.4"), Decimal("92.1"), Decimal("88.7"))


def load_example(year: int) -> list[Result]:
    """Record the results of the three years before a fiscal year (พ.ศ.), where there are none."""
    return [
        save_result(actor=None, draft=_draft(year - 1 - age, age))
        for age in range(len(WEAK))
        if find_result(year - 1 - age) is None
    ]


def _draft(year: int, age: int) -> ResultDraft:
    catalogue = get_catalogue(year)
    weak = WEAK[age]
    scores = {
        Key(QUESTION, question.code): Decimal(str(weak.get(question.code, _usual(at, age))))
        for at, question in enumerate(catalogue.questions)
    }
    scores |= {Key(ITEM, item.code): Decimal(weak.get(item.code, 100)) for item in catalogue.items}
    return ResultDraft(year, Stated(scores))


def _usual(at: int, age: int) -> Decimal:
    """Not each question the same: a spread of some points that is alike in every process."""
    return USUAL[age] + Decimal(at * 7 % 9) / 4
