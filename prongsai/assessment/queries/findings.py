"""Reading the analysis: findings of a result, what the scores suggest, which scores speak."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from prongsai.assessment.models import Finding, FindingKind
from prongsai.assessment.permissions import may_see_results


@dataclass(frozen=True)
class Speaking:
    """A score that speaks for a finding: of a question, an item or an indicator (0–100)."""

    kind: str
    code: str
    title: str
    score: float | None

    @property
    def label(self) -> str:
        """As the form offers it."""
        score = "–" if self.score is None else f"{self.score:.2f}"
        return f"{self.code} {self.title} · {score}"

    @property
    def as_kept(self) -> dict[str, Any]:
        """As a finding keeps it."""
        return {"kind": self.kind, "code": self.code, "title": self.title, "score": self.score}


@dataclass(frozen=True)
class Suggestion:
    """A finding that the scores suggest; `key` names it in its year, `replaces` is the text of
    the finding that was made of it when it read otherwise."""

    key: str
    topic: int
    kind: str
    text: str
    scores: Sequence[dict[str, Any]]
    replaces: str = ""

    @property
    def kind_label(self) -> str:
        """The kind in the interface's language."""
        return str(FindingKind(self.kind).label)

    @property
    def as_kept(self) -> dict[str, Any]:
        """Its words, as the finding made of it keeps them."""
        return {"kind": self.kind, "text": self.text, "scores": list(self.scores)}


def list_findings(fiscal_year: int) -> list[Finding]:
    """All findings of the result of a fiscal year (พ.ศ.), those set aside too, by topic."""
    return list(Finding.objects.filter(fiscal_year=fiscal_year))


def list_kept_findings(fiscal_year: int) -> "QuerySet[Finding]":
    """The findings that the analysis of a result consists of, by topic and order."""
    return Finding.objects.filter(fiscal_year=fiscal_year, state=Finding.State.KEPT)


def access_finding(actor: Any, public_id: UUID) -> Finding:
    """A finding for a colleague; 404 when there is none, 403 without the right."""
    if not may_see_results(actor):
        raise PermissionDenied
    found = Finding.objects.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def list_new_suggestions(fiscal_year: int) -> list[Suggestion]:
    """The suggestions of which nothing was made yet; no weakness where a topic says it has none."""
    rows = list_findings(fiscal_year)
    known = {row.suggestion for row in rows}
    strong = {row.topic for row in rows if row.is_kept and row.kind == FindingKind.NONE}
    return [
        row
        for row in list_suggestions(fiscal_year)
        if row.key not in known and not (row.topic in strong and row.kind == FindingKind.URGENT)
    ]


def list_offers(fiscal_year: int) -> list[Suggestion]:
    """What stands beside the analysis: suggestions that are new, or read otherwise than when a
    finding was made of them. What was set aside is not offered again."""
    rows = {row.suggestion: row for row in list_findings(fiscal_year) if row.suggestion}
    offers = []
    for row in list_suggestions(fiscal_year):
        made = rows.get(row.key)
        if made is None:
            offers.append(row)
        elif made.is_kept and made.suggested != row.as_kept:
            offers.append(replace(row, replaces=made.text))
    return offers


def find_suggestion(fiscal_year: int, key: str) -> Suggestion | None:
    """The suggestion of a key as it reads now, or None."""
    return next((row for row in list_suggestions(fiscal_year) if row.key == key), None)


def list_speaking(fiscal_year: int, codes: Collection[str]) -> list[dict[str, Any]]:
    """The scores of these codes as a finding keeps them, in the order of the catalogue."""
    return [row.as_kept for row in _list_all(fiscal_year) if row.code in codes]
