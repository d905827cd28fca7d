"""Parts that many public pages share (menu, news, what comes), kept as long as nothing was written.

The same promise as for whole pages (`caching`): a part is right while the number of the log's newest
act stands. Outside of a public page, in the office and in the worker, nothing is kept. What is kept is
read by many at once: nobody changes it.
"""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

from cachetools import TTLCache
from django.conf import settings
from django.db import connection
from django.utils import timezone

SECONDS, PARTS = 60, 1000

Question = TypeVar("Question", bound=Callable[..., Any])

_as_of: ContextVar[int | None] = ContextVar("as_of", default=None)
_kept: TTLCache[Hashable, tuple[int, Any]] = TTLCache(PARTS, SECONDS)
_lock = threading.Lock()


@contextmanager
def as_of(sequence: int) -> Iterator[None]:
    """A public page is made; the number of the newest act was read before."""
    token = _as_of.set(sequence if settings.KEEP_PARTS else None)
    try:
        yield
    finally:
        _as_of.reset(token)


def shared(question: Question) -> Question:
    """A question whose answer depends on nothing but its (hashable) arguments and the day."""

    @wraps(question)
    def ask(*args: Hashable) -> Any:
        sequence = _as_of.get()
        if sequence is None:
            return question(*args)
        name = f"{question.__module__}.{question.__qualname__}"
        key = (connection.settings_dict["NAME"], name, timezone.localdate(), args)
        with _lock:
            kept = _kept.get(key)
        if kept is None or kept[0] != sequence:
            kept = (sequence, question(*args))
            with _lock:
                _kept[key] = kept
        return kept[1]

    return cast(Question, ask)
