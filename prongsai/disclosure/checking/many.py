"""Many addresses and files in one run: bounded, polite to each site, telling how far it is."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Any
from urllib.parse import urlsplit

from prongsai.common.fetching import Fetcher, Problem, make_fetcher
from prongsai.disclosure.checking.doors import check_fetched, check_file
from prongsai.disclosure.checking.files import Read
from prongsai.disclosure.checking.outcomes import Expectation, Level, Outcome
from prongsai.disclosure.checking.reading.reader import open_readers

THREADS, READERS = 8, 2


@dataclass(frozen=True)
class Target:
    """One thing to check: an address, or a file (`content` is called when its turn comes).

    `key` is the caller's own and comes back with the result.
    """

    key: Any
    expectation: Expectation
    url: str = ""
    filename: str = ""
    load: Callable[[], bytes] | None = None


@dataclass(frozen=True)
class Checked:
    """The outcomes of a target; `sha256` is that of the content, empty when there was none."""

    key: Any
    outcomes: Sequence[Outcome]
    sha256: str = ""
    retry_after: int | None = None


def check_many(
    targets: Sequence[Target],
    *,
    fetcher: Fetcher | None = None,
    threads: int = THREADS,
    on_progress: Callable[[int, int, Checked], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> list[Checked]:
    """Check all targets, in their order; an address that several share is opened once.

    Threads wait for the network, two children read files. `on_progress` is called in the caller's
    thread with how many are done, how many there are, and the one just done; so it may write to the
    database. When `is_cancelled` says so, what has not begun is left out of the answer.
    """
    shared = fetcher or make_fetcher()
    groups = _group(targets)
    done: dict[int, Checked] = {}
    with open_readers(READERS) as readers, ThreadPoolExecutor(threads) as pool:
        pending = {pool.submit(_check, group, shared, readers.read) for group in groups}
        while pending:
            finished, pending = wait(pending, timeout=1, return_when=FIRST_COMPLETED)
            for future in finished:
                for at, checked in future.result():
                    done[at] = checked
                    if on_progress is not None:
                        on_progress(len(done), len(targets), checked)
            if is_cancelled is not None and is_cancelled():
                pending = {future for future in pending if not future.cancel()}
                is_cancelled = None
    return [done[at] for at in sorted(done)]


Group = list[tuple[int, Target]]


def _group(targets: Sequence[Target]) -> list[Group]:
    """Targets with the same address together; sites take turns, so that none holds all threads."""
    groups: dict[Any, Group] = {}
    for at, target in enumerate(targets):
        groups.setdefault(target.url or ("file", at), []).append((at, target))
    sites: dict[str, list[Group]] = {}
    for group in groups.values():
        sites.setdefault(_site(group[0][1].url), []).append(group)
    turns = zip_longest(*sites.values())
    return [group for turn in turns for group in turn if group is not None]


def _site(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _check(group: Group, fetcher: Fetcher, read: Read) -> list[tuple[int, Checked]]:
    first = group[0][1]
    if first.load is not None and not first.url:
        return [(at, _check_stored(target, read)) for at, target in group]
    answer = fetcher.fetch(first.url)
    sha256 = "" if isinstance(answer, Problem) else answer.sha256
    later = answer.retry_after if isinstance(answer, Problem) else None
    read_once = cache(read)
    return [
        (
            at,
            Checked(
                target.key, check_fetched(answer, target.expectation, read_once), sha256, later
            ),
        )
        for at, target in group
    ]


def _check_stored(target: Target, read: Read) -> Checked:
    try:
        content = target.load() if target.load is not None else b""
    except OSError:
        return Checked(target.key, [Outcome("file-gone", Level.FAIL)])
    outcomes = check_file(content, target.filename, target.expectation, read=read)
    return Checked(target.key, outcomes, hashlib.sha256(content).hexdigest())
