"""What is public, as search takes it in: one feed a kind.

Every source of public entries (`evidence/entries`) is a feed by itself; apps that know more of
theirs (text, division, files) register a feed of their own under the same code.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise

from prongsai.evidence.entries import EntrySource, PublicEntry, registry

Text = Callable[[], str]


@dataclass(frozen=True)
class Shown:
    """Something anybody may read. `text` is asked only when `stamp` is new, in the background.

    `stamp` changes with everything that is shown of it; `year` is a fiscal year (พ.ศ.).
    """

    title: str
    url: str
    date: dt.date
    stamp: str
    year: int | None = None
    division_id: int | None = None
    text: Text = field(default=str, compare=False)


@dataclass(frozen=True)
class Feed:
    """All that is public of one kind."""

    code: str
    label: "str | Promise"
    shown: Callable[[], Iterable[Shown]]


Describe = Callable[[Iterable[PublicEntry]], Iterable[Shown]]


class Feeds:
    """Feeds by code: every source of public entries, better described ones, and further ones."""

    def __init__(self) -> None:
        self._own: dict[str, Feed] = {}
        self._describe: dict[str, Describe] = {}

    def register(self, feed: Feed) -> Feed:
        """Add a feed. Raises ValueError when its code is taken."""
        if feed.code in self._own:
            raise ValueError(f"the feed {feed.code!r} is registered twice")
        self._own[feed.code] = feed
        return feed

    def describe(self, code: str, describe: Describe) -> None:
        """Say more of a source's entries than their titles."""
        self._describe[code] = describe

    def list_all(self) -> list[Feed]:
        """The feeds in the order of their codes."""
        plain = {source.code: self._from_source(source) for source in registry.list_all()}
        return [feed for _code, feed in sorted((plain | self._own).items())]

    def find(self, code: str) -> Feed | None:
        """A feed by its code."""
        return next((feed for feed in self.list_all() if feed.code == code), None)

    def _from_source(self, source: EntrySource) -> Feed:
        describe = self._describe.get(source.code, _show_all)
        return Feed(source.code, source.label, lambda: describe(source.entries()))


def _show_all(entries: Iterable[PublicEntry]) -> Iterable[Shown]:
    return map(show, entries)


def show(entry: PublicEntry, text: Text = str, division_id: int | None = None) -> Shown:
    """A public entry as search takes it in."""
    stamp = f"{entry.updated.isoformat()} {entry.title}"
    return Shown(entry.title, entry.url, entry.date, stamp, entry.year, division_id, text)


feeds = Feeds()
register = feeds.register
