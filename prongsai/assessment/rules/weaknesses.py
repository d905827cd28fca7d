"""Where a result is weak, for people who analyse it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from prongsai.assessment.rules.shapes import FULL, ITEM, QUESTION, Line, Sums
from prongsai.catalogues.shapes import Catalogue

Weak = tuple[Line, Decimal]


def find_weaknesses(catalogue: Catalogue, sums: Sums) -> Mapping[int, Sequence[Weak]]:
    """For each topic its questions and items under 100, the weakest first."""
    return {
        topic.number: _weakest(
            [
                line
                for kind, codes in ((QUESTION, topic.questions), (ITEM, topic.items))
                for code in codes
                if (line := sums.find(kind, code)) is not None
            ]
        )
        for topic in catalogue.topics
    }


def list_weakest(sums: Sums, kind: str, limit: int = 5) -> Sequence[Weak]:
    """The weakest indicators, questions or items under 100."""
    return _weakest(sums.of(kind))[:limit]


def _weakest(lines: Sequence[Line]) -> list[Weak]:
    known = [(line, line.score) for line in lines if line.score is not None and line.score < FULL]
    return sorted(known, key=lambda pair: pair[1])
