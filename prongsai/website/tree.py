"""Places in the tree of pages: what a page is reached at, and what it inherits from above."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Q
from wagtail.models import Page

STEP = Page.steplen
Value = TypeVar("Value")


def path_of(url_path: str) -> str:
    """The address of a page by its place in the tree: the front page's own slug is not in it."""
    return "/" + url_path.split("/", 2)[2]


def in_language(language: str) -> Any:
    """A filter of pages in a language: what stands below the English front page ("en"), or all else."""
    english = Q(url_path__regex=r"^/[^/]+/en/")
    return english if language == "en" else ~english


def places_up(path: str) -> list[str]:
    """The place of a page and those above it, the nearest first."""
    return [path[:end] for end in range(len(path), 0, -STEP)]


def nearest(path: str, values: Mapping[str, Value | None]) -> Value | None:
    """What is said at a place of the tree, else at the nearest place above; None: nowhere."""
    said = (values.get(place) for place in places_up(path))
    return next((value for value in said if value is not None), None)
