"""Full-text search of a model: a column of words that services fill, and the filter that asks it."""

from typing import Any, TypeVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models

from prongsai.thai.words import to_query, to_vector

Found = TypeVar("Found", bound="models.QuerySet[Any]")


class Searchable(models.Model):
    """A model with words to search; its services set `words = words_of(…)` with every change."""

    words = SearchVectorField(null=True, editable=False)

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["words"], name="%(class)s_words")]


class WordQuery(SearchQuery):
    """A finished `tsquery`: PostgreSQL's own parser, which knows no Thai words, does not run."""

    def __init__(self, literal: str) -> None:
        super().__init__(literal)
        self.literal = literal

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, function: Any = None, template: Any = None
    ) -> tuple[str, list[str]]:
        """The literal with its cast."""
        return "%s::tsquery", [self.literal]


def words_of(*texts: str) -> str:
    """The words of a record's texts, for its column."""
    return to_vector("\n".join(texts))


def search(found: Found, text: str, field: str = "words") -> Found:
    """Those rows in which every group of words occurs; all when nothing was typed.

    What cannot be searched (punctuation alone, one letter) finds nothing.
    """
    if not text.strip():
        return found
    literal = to_query(text)
    if literal is None:
        return found.none()
    return found.filter(**{field: WordQuery(literal)})
