"""The registry of public entries: what registers publish. Sitemap, search, feeds and API read it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class PublicEntry:
    """Something that anybody may read: its address begins with "/", its fiscal year is in พ.ศ.

    `tags` are finer codes than its kind, for example the class of an announcement.
    """

    title: str
    url: str
    date: dt.date
    updated: dt.datetime
    kind: str
    year: int
    tags: Sequence[str] = ()


@dataclass(frozen=True)
class EntrySource:
    """A register's public entries of one kind, newest first; `kind` of each is the source's code.

    `are_pages` is false for entries that are parts of other entries' pages; `tags` are the finer
    codes that its entries can have. `family` gives the entries of several sources at once, for who
    asks them all: theirs come from the same rows.
    """

    code: str
    label: "str | Promise"
    entries: Callable[[], Iterable[PublicEntry]]
    are_pages: bool = True
    tags: Sequence[str] = ()
    family: Callable[[], Iterable[PublicEntry]] | None = None


class Registry:
    """Sources by code; the gatekeeper refuses doubles and nonsense when they register."""

    def __init__(self) -> None:
        self._sources: dict[str, EntrySource] = {}

    def register(self, source: EntrySource) -> EntrySource:
        """Add a source. Raises ValueError when its code is malformed or taken."""
        if not re.fullmatch(r"[a-z][a-z0-9-]{1,58}", source.code):
            raise ValueError(f"{source.code!r}: small letters, digits and hyphens are expected")
        if source.code in self._sources:
            raise ValueError(f"public entries {source.code!r} are registered twice")
        if not callable(source.entries) or not source.label:
            raise ValueError(f"public entries {source.code!r} need a label and a function")
        self._sources[source.code] = source
        return source

    def list_all(self) -> list[EntrySource]:
        """All sources in the order of their codes."""
        return sorted(self._sources.values(), key=lambda source: source.code)

    def list_pages(self) -> Iterator[PublicEntry]:
        """Every entry that has a page of its own."""
        for source in self.list_all():
            if source.are_pages:
                yield from source.entries()


registry = Registry()
register = registry.register

_listeners: list[Callable[[str, str], None]] = []


def on_change(listener: Callable[[str, str], None]) -> None:
    """Call this with each change: the code of a source, and the address that is gone or "".

    It runs in the transaction of the change.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def changed(code: str, *, gone: str = "") -> None:
    """Say that a source's entries changed; `gone` is an address nobody may read any more.

    Services say it in their transaction, after the change.
    """
    for listener in _listeners:
        listener(code, gone)
