"""Full-text search of a model: a column of words that services fill, and the filter that asks it."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.apps import apps
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

    def searched_texts(self) -> Sequence[str]:
        """The texts whose words it is found by."""
        raise NotImplementedError


def searchable_models() -> Iterator[type[Searchable]]:
    """The models of all registers that are searched by words."""
    for model in apps.get_models():
        if issubclass(model, Searchable):
            yield model


def rewrite_words() -> int:
    """Cut the words of every searchable row anew; how many rows there are."""
    count = 0
    for model in searchable_models():
        rows: Any = model._default_manager.all()
        for row in rows.iterator(chunk_size=500):
            rows.filter(pk=row.pk).update(words=words_of(*row.searched_texts()))
            count += 1
    return count


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
