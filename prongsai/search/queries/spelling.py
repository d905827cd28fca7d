""" "Did you mean": the nearest term of today's titles for each group that finds nothing."""

from dataclasses import replace

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from prongsai.search.models import Term
from prongsai.search.queries.finding import Asked, find_ids
from prongsai.search.rules import fold
from prongsai.thai.words import Group, split_query

LEAST_LIKENESS = 0.72
MOST_GROUPS = 6


def suggest_question(asked: Asked) -> str:
    """Another spelling that finds something where this one does not; empty when none is near."""
    groups = split_query(asked.text)
    if not groups or len(groups) > MOST_GROUPS:
        return ""
    parts = [_nearest(group) for group in groups]
    better = " ".join(parts)
    if better == " ".join(group.text for group in groups):
        return ""
    return better if find_ids(replace(asked, text=better, page=1), size=1) else ""


def _nearest(group: Group) -> str:
    text = group.text
    if text.isdecimal() or Term.objects.filter(text=text).exists():
        return text
    key = fold(text)
    reach = max(len(key) // 4, 1)
    near = Term.objects.annotate(size=Length("key")).filter(
        size__gte=len(key) - reach, size__lte=len(key) + reach
    )
    rows = list(near.order_by("-uses").values_list("key", "text"))
    best = process.extractOne(
        key,
        [row[0] for row in rows],
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=LEAST_LIKENESS,
    )
    return rows[best[2]][1] if best else text
