"""Full-text search of a model: a column of words that services fill, and the filter that asks it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Cast, Concat, Lower

from prongsai.thai.words import squeeze, to_query, to_vector

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


# What PostgreSQL does to a text so that it stands as `squeeze` leaves it: slips that officers type or
# paste (ํา, เเ, a tone before its vowel), Thai digits, and everything that is no letter or digit.
_SLIPS = (("เเ", "แ"), ("ํา", "ำ"))
_TONES = (r"([่-์])([ัิ-ฺ])", r"\2\1")
_TONED_AM = (r"ํ([่-๋])า", r"\1ำ")
_NO_LETTER = r"[^0-9a-zก-ฮะ-ฺเ-ๅ็-๎๐-๙]"


def _changed(letters: Any, how: str, *given: str) -> Func:
    values = [Value(one, output_field=models.TextField()) for one in given]
    return Func(letters, *values, function=how, output_field=models.TextField())


def letters_of(*fields: str) -> Any:
    """The letters and digits of these fields, as an expression to compare with `squeeze(text)`."""
    parts: list[Any] = []
    for name in fields:
        parts += [Cast(name, models.TextField()), Value("\n", output_field=models.TextField())]
    letters: Any = Lower(Concat(*parts, output_field=models.TextField()))
    letters = _changed(letters, "translate", "๐๑๒๓๔๕๖๗๘๙", "0123456789")
    for slip in _SLIPS:
        letters = _changed(letters, "replace", *slip)
    for slip in (_TONED_AM, _TONES, (_NO_LETTER, "")):
        letters = _changed(letters, "regexp_replace", *slip, "g")
    return letters


def search_parts(
    found: Found, text: str, *fields: str, meant: Callable[[str], Q] | None = None
) -> Found:
    """Those rows whose fields hold every word of a text as a part, however it was typed.

    For lists of names and titles: names are parts, not words. All rows when nothing was typed, none for
    punctuation alone. `meant` says for the letters of a word what else it may mean.
    """
    if not text.strip():
        return found
    parts = [part for word in text.split() if (part := squeeze(word))]
    if not parts:
        return found.none()
    found = found.alias(letters=letters_of(*fields))
    for part in parts:
        found = found.filter(Q(letters__contains=part) | (meant(part) if meant else Q()))
    return found
