"""Reading the analysis: findings of a result, what the scores suggest, which scores speak."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from prongsai.assessment.models import Finding, FindingKind
from prongsai.assessment.permissions import may_see
from prongsai.assessment.queries.results import Scores, find_result, scores_of
from prongsai.assessment.rules.shapes import INDICATOR, INSTRUMENT, PART, Line
from prongsai.assessment.rules.suggestions import Speaking, Suggestion, list_topic_lines, suggest


@dataclass(frozen=True)
class Summary:
    """A result in short: total and level (None and empty when not known), instruments with their
    parts, indicators."""

    total: Decimal | None
    level: str
    instruments: Sequence[Speaking]
    indicators: Sequence[Speaking]


def list_findings(fiscal_year: int) -> list[Finding]:
    """All findings of the result of a fiscal year (พ.ศ.), those set aside too, by topic."""
    return list(Finding.objects.filter(fiscal_year=fiscal_year))


def list_kept_findings(fiscal_year: int) -> "QuerySet[Finding]":
    """The findings that the analysis of a result consists of, by topic and order."""
    return Finding.objects.filter(fiscal_year=fiscal_year, state=Finding.State.KEPT)


def access_finding(actor: Any, public_id: UUID) -> Finding:
    """A finding for a colleague; 404 when there is none, 403 without the right."""
    if not may_see(actor):
        raise PermissionDenied
    found = Finding.objects.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Analysis:
    """The analysis of a result with everything that stands beside it.

    `new`: the suggestions that an analysis begins with, of which nothing was made yet. `offers`:
    all suggestions that are new, or read otherwise than when a finding was made of them.
    """

    has_result: bool
    summary: Summary
    kept: Sequence[Finding]
    set_aside: Sequence[Finding]
    new: Sequence[Suggestion]
    offers: Sequence[Suggestion]


def get_analysis(fiscal_year: int) -> Analysis:
    """The analysis of the result of a fiscal year (พ.ศ.), in three queries; empty parts when
    there is no result."""
    scores = _find_scores(fiscal_year)
    rows = list_findings(fiscal_year)
    suggested = _suggest(scores)
    return Analysis(
        has_result=scores is not None,
        summary=_summarize(scores),
        kept=[row for row in rows if row.is_kept],
        set_aside=[row for row in rows if not row.is_kept],
        new=_list_new(rows, suggested),
        offers=_list_offers(rows, suggested),
    )


def list_new_suggestions(fiscal_year: int) -> Sequence[Suggestion]:
    """The suggestions an analysis begins with, of which nothing was made yet."""
    return _list_new(list_findings(fiscal_year), _suggest(_find_scores(fiscal_year)))


def _suggest(scores: Scores | None) -> list[Suggestion]:
    if scores is None or scores.catalogue is None or scores.sums is None:
        return []
    return suggest(scores.catalogue, scores.sums)


def _list_new(rows: Sequence[Finding], suggested: Sequence[Suggestion]) -> list[Suggestion]:
    """No weakness where a topic says that it has none."""
    known = {row.suggestion for row in rows}
    strong = {row.topic for row in rows if row.is_kept and row.kind == FindingKind.NONE}
    return [
        row
        for row in suggested
        if row.is_first
        and row.key not in known
        and not (row.topic in strong and row.kind == FindingKind.URGENT)
    ]


def _list_offers(rows: Sequence[Finding], suggested: Sequence[Suggestion]) -> list[Suggestion]:
    """What was set aside is not offered again."""
    made = {row.suggestion: row for row in rows if row.suggestion}
    offers = []
    for row in suggested:
        finding = made.get(row.key)
        if finding is None:
            offers.append(row)
        elif finding.is_kept and finding.suggested != row.as_kept:
            offers.append(replace(row, replaces=finding.text))
    return offers


def find_suggestion(fiscal_year: int, key: str) -> Suggestion | None:
    """The suggestion of a key as it reads now, or None."""
    rows = _suggest(_find_scores(fiscal_year))
    return next((row for row in rows if row.key == key), None)


def list_topic_scores(fiscal_year: int, topic: int) -> list[Speaking]:
    """The scores that can speak for findings of a topic."""
    scores = _find_scores(fiscal_year)
    if scores is None or scores.catalogue is None or scores.sums is None:
        return []
    found = next((row for row in scores.catalogue.topics if row.number == topic), None)
    return list_topic_lines(scores.catalogue, scores.sums, found) if found else []


def list_speaking(fiscal_year: int, topic: int, codes: Collection[str]) -> list[dict[str, Any]]:
    """The scores of these codes of a topic as a finding keeps them, in the catalogue's order."""
    rows = list_topic_scores(fiscal_year, topic) if codes else []
    return [row.as_kept for row in rows if row.code in codes]


def has_result(fiscal_year: int) -> bool:
    """Whether the result of a year is in the program."""
    return find_result(fiscal_year) is not None


def summarize_result(fiscal_year: int) -> Summary:
    """The result of a year in short; empty when there is none."""
    return _summarize(_find_scores(fiscal_year))


def _summarize(scores: Scores | None) -> Summary:
    if scores is None or scores.catalogue is None or scores.sums is None:
        return Summary(scores.stated.total if scores else None, "", (), ())
    sums, level = scores.sums, scores.stated.level
    if not level and sums.reached is not None and sums.reached.is_certain:
        level = sums.reached.level.title
    keys = [
        key
        for row in scores.catalogue.instruments
        for key in ((INSTRUMENT, row.code), *((PART, part.code) for part in row.parts))
    ]
    lines = [line for key in keys if (line := sums.find(*key)) is not None]
    return Summary(
        total=sums.total.score,
        level=level,
        instruments=[_speaking(line) for line in lines if line.score is not None],
        indicators=[_speaking(line) for line in sums.of(INDICATOR) if line.score is not None],
    )


def _speaking(line: Line) -> Speaking:
    return Speaking(line.key.kind, line.key.code, line.title, line.score)


def _find_scores(fiscal_year: int) -> Scores | None:
    result = find_result(fiscal_year)
    return scores_of(result) if result else None
