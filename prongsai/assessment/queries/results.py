"""Results by year, their scores with what follows from them, and where they are weak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prongsai.assessment.models import Result
from prongsai.assessment.rules.shapes import Key, Stated, Sums
from prongsai.assessment.rules.sums import compute
from prongsai.assessment.rules.weaknesses import find_weaknesses
from prongsai.catalogues.queries import find_catalogue
from prongsai.catalogues.shapes import Catalogue


@dataclass(frozen=True)
class Scores:
    """A result with its scores as stated, the year's catalogue, and what follows by it.

    `catalogue` and `sums` are None for a year that has no catalogue.
    """

    result: Result
    stated: Stated
    catalogue: Catalogue | None
    sums: Sums | None


@dataclass(frozen=True)
class Weakness:
    """A question or item of a topic with its score (0–100)."""

    kind: str
    code: str
    text: str
    score: Decimal


def find_result(year: int) -> Result | None:
    """The result of a fiscal year (พ.ศ.), or None."""
    return Result.objects.filter(fiscal_year=year, is_removed=False).first()


def list_results() -> list[Result]:
    """The results of all years, the newest first."""
    return list(Result.objects.filter(is_removed=False).select_related("recorded_by"))


def stated_of(result: Result) -> Stated:
    """The scores of a result as they were stated."""
    scores = {Key(s.kind, s.code, s.part): s.score for s in result.scores.all()}
    return Stated(scores, result.stated_total, result.stated_level)


def get_scores(year: int) -> Scores:
    """The scores of a year, stated and computed. Raises `Result.DoesNotExist`."""
    return scores_of(
        Result.objects.prefetch_related("scores").get(fiscal_year=year, is_removed=False)
    )


def scores_of(result: Result) -> Scores:
    """The scores of a result with what follows from them."""
    return scores_by(result, find_catalogue(result.fiscal_year))


def scores_by(result: Result, catalogue: Catalogue | None) -> Scores:
    """The scores of a result with what follows by a catalogue that is at hand."""
    stated = stated_of(result)
    return Scores(result, stated, catalogue, compute(catalogue, stated) if catalogue else None)


def suggest_weaknesses(year: int) -> Mapping[int, Sequence[Weakness]]:
    """For each topic (1–7) its questions and items under 100, the weakest first.

    Empty when there is no result or no catalogue of the year.
    """
    result = find_result(year)
    scores = scores_of(result) if result else None
    if scores is None or scores.catalogue is None or scores.sums is None:
        return {}
    found = find_weaknesses(scores.catalogue, scores.sums)
    return {
        number: [Weakness(line.key.kind, line.key.code, line.title, score) for line, score in rows]
        for number, rows in found.items()
    }
