"""Wagtail's search with our words: lists and choosers of the office find Thai inside sentences.

Named in `MODELSEARCH_BACKENDS`. Index entries get finished `tsvector` literals and questions finished
`tsquery` literals, so PostgreSQL's parser never runs; everything else is the upstream backend.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult, TaskResultStatus
from modelsearch.backends.database.postgres import postgres as upstream
from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText
from modelsearch.utils import get_content_type_pk

from prongsai.common.search import WordQuery
from prongsai.thai.words import (
    split_query,
    to_query,
    to_starts_query,
    to_starts_vector,
    to_weighted_vector,
)


class Indexer(upstream.ObjectIndexer):
    """An object's texts as finished vectors."""

    def as_vector(self, texts: Iterable[tuple[str, str]], for_autocomplete: bool = False) -> Cast:
        """Texts with their weights as one `tsvector`; for completion the starts of their words."""
        texts = list(texts)
        if for_autocomplete:
            literal = to_starts_vector(text for text, _weight in texts)
        else:
            literal = to_weighted_vector(texts)
        return Cast(Value(literal, TextField()), SearchVectorField())


class Index(upstream.PostgresIndex):
    """The table of index entries, written in one statement for many objects."""

    def add_items(self, model: Any, objs: Iterable[Model]) -> None:
        """Write the entries of these objects anew."""
        entry = upstream.IndexEntry
        content_type = get_content_type_pk(model)
        rows = [
            entry(
                content_type_id=content_type,
                object_id=indexer.id,
                title=indexer.title,
                body=indexer.body,
                autocomplete=indexer.autocomplete,
            )
            for indexer in (Indexer(obj, self.backend) for obj in objs)
        ]
        changed = ["title", "body", "autocomplete", "title_norm"]
        key = ["content_type", "object_id"]
        if rows and model.get_search_fields():
            entry.objects.using(self.write_connection.alias).bulk_create(
                rows, update_conflicts=True, unique_fields=key, update_fields=changed
            )

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Upstream reads the whole table with each save; titles count by their weight here."""


class _Asking:
    """How both compilers ask: one literal for the whole question."""

    queryset: QuerySet[Any]
    query: Any
    fields: Any
    sql_weights: Any

    def literal(self, query: Any) -> str | None:
        """The question as `tsquery`; None when nothing in it can be searched."""
        if isinstance(query, PlainText):
            return self.plain(query.query_string, query.operator)
        if isinstance(query, Phrase):
            return self.phrase(query.query_string)
        if isinstance(query, Boost):
            return self.literal(query.subquery)
        if isinstance(query, Not):
            inner = self.literal(query.subquery)
            return f"!({inner})" if inner else None
        if isinstance(query, And | Or):
            sign = " & " if isinstance(query, And) else " | "
            parts = [part for sub in query.subqueries if (part := self.literal(sub))]
            return sign.join(f"({part})" for part in parts) or None
        raise NotImplementedError(f"{type(query).__name__} is not searched for here.")

    def plain(self, text: str, operator: str) -> str | None:
        """What was typed; every group must occur unless the operator is "or"."""
        if operator != "or":
            return to_query(text)
        groups = [to_query(" ".join(group.words)) for group in split_query(text)]
        return " | ".join(f"({group})" for group in groups if group) or None

    def phrase(self, text: str) -> str | None:
        """Words that stand side by side."""
        return to_query('"' + text.replace('"', " ") + '"')

    def build_tsquery(self, query: Any, config: Any = None) -> WordQuery:
        """The question for PostgreSQL; one that asks nothing finds nothing (see `search`)."""
        return WordQuery(self.literal(query) or "")

    def build_tsrank(self, vector: Any, query: Any, config: Any = None, boost: float = 1.0) -> Any:
        """How well a vector answers the whole question."""
        return SearchRank(vector, self.build_tsquery(query), weights=self.sql_weights) * boost

    def search(self, *args: Any, **options: Any) -> Any:
        """The rows found; none when nothing can be searched."""
        if not isinstance(self.query, MatchAll) and not self._is_asking():
            return self.queryset.none()
        return super().search(*args, **options)  # type: ignore[misc]

    def _is_asking(self) -> bool:
        is_nothing = isinstance(self.query, Not) and isinstance(self.query.subquery, MatchAll)
        return not is_nothing and self.literal(self.query) is not None


class QueryCompiler(_Asking, upstream.PostgresSearchQueryCompiler):
    """Search by words; the columns themselves are never parsed, whatever `fields` asks."""

    def get_search_vectors(self, search_query: Any) -> list[tuple[Any, float]]:
        """Title and the rest, or the title alone where only titles are asked."""
        title = (F("index_entries__title"), 1.0)
        if self.fields is not None and list(self.fields) == ["title"]:
            return [title]
        return [title, (F("index_entries__body"), 1.0)]


class AutocompleteQueryCompiler(_Asking, upstream.PostgresAutocompleteQueryCompiler):
    """Search while typing: each group is the beginning of something."""

    def plain(self, text: str, operator: str) -> str | None:
        """The starts that were typed."""
        return to_starts_query(text)

    def phrase(self, text: str) -> str | None:
        """The same for a phrase."""
        return to_starts_query(text)

    def get_search_vectors(self, search_query: Any) -> list[tuple[Any, float]]:
        """The starts, whatever `fields` asks."""
        return [(F("index_entries__autocomplete"), 1.0)]


class SearchBackend(upstream.PostgresSearchBackend):
    """The backend under the name that `MODELSEARCH_BACKENDS` expects."""

    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler


class IndexingFailed(Exception):
    """An object was not indexed; what it was saved with is undone."""


class Tasks(ImmediateBackend):
    """Wagtail's own tasks, done at once; one of the index that fails is not swallowed."""

    def _execute_task(self, task_result: TaskResult) -> None:
        super()._execute_task(task_result)
        failed = task_result.status == TaskResultStatus.FAILED
        if failed and task_result.task.module_path.startswith("modelsearch."):
            raise IndexingFailed(task_result.errors[-1].traceback)
