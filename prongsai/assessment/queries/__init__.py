"""Reading the assessment: results, what follows from them, and where they are weak."""

from prongsai.assessment.queries.results import (
    Scores,
    Weakness,
    find_result,
    get_scores,
    list_results,
    suggest_weaknesses,
)

__all__ = [
    "Scores",
    "Weakness",
    "find_result",
    "get_scores",
    "list_results",
    "suggest_weaknesses",
]
