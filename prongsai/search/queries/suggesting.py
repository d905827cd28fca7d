"""Completing what is typed, and what officers put on top."""

from prongsai.common.search import search
from prongsai.search.models import Entry, Promotion
from prongsai.search.rules import answers, is_searchable

MOST_SUGGESTED, MOST_PROMOTED = 8, 3


def suggest_titles(text: str) -> list[str]:
    """Titles that hold what was typed so far, the newest first, each once."""
    if not is_searchable(text):
        return []
    found = search(Entry.objects.filter(part=0), text, "title_words")
    titles = found.order_by("-date", "-pk").values_list("title", flat=True)[: 3 * MOST_SUGGESTED]
    return list(dict.fromkeys(titles))[:MOST_SUGGESTED]


def list_promoted(text: str) -> list[Promotion]:
    """The promoted answers of a question, in the officer's order."""
    shown = Promotion.objects.filter(is_active=True)
    fitting = [one for one in shown if any(answers(line, text) for line in one.lines())]
    return fitting[:MOST_PROMOTED]
