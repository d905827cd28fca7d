"""Reading the assessment: results, what follows from them, and where they are weak."""

from prongsai.assessment.queries.findings import (
    Analysis,
    Summary,
    access_finding,
    get_analysis,
    has_result,
    list_kept_findings,
    list_topic_scores,
    summarize_result,
)
from prongsai.assessment.queries.results import (
    Scores,
    Weakness,
    find_result,
    get_scores,
    list_results,
    suggest_weaknesses,
)

__all__ = [
    "Analysis",
    "Summary",
    "Scores",
    "Weakness",
    "access_finding",
    "find_result",
    "get_analysis",
    "get_scores",
    "has_result",
    "list_kept_findings",
    "list_results",
    "list_topic_scores",
    "suggest_weaknesses",
    "summarize_result",
]
