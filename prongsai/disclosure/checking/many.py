"""Many addresses and files in one run: bounded, polite to each site, telling how far it is."""

import hashlib
import logging
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import zip_longest
from typing import Any
from urllib.parse import urlsplit

from prongsai.common.fetching import Fetcher, Problem, make_fetcher
from prongsai.disclosure.checking.doors import check_fetched, check_file
from prongsai.disclosure.checking.files import Read
from prongsai.disclosure.checking.outcomes import Expectation, Level, Outcome
from prongsai.disclosure.checking.reading.reader import open_readers

logger = logging.getLogger(__name__)

THREADS, READERS = 8, 2
TRIES = 3  # of a check that raises; a site whose robots.txt failed is asked twice
UNREADABLE = "robots-unreadable"


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
    database. When `is_cancelled` says so, what has not begun is left out of the answer. What could
    not be looked at (a check that raised, a site whose robots.txt failed) is tried again after all
    else, each time after a longer pause; then the outcome says so.
    """
    shared = fetcher or make_fetcher()
    groups = _group(targets)
    done: dict[int, Checked] = {}
    stop = is_cancelled or (lambda: False)
    with open_readers(READERS) as readers, ThreadPoolExecutor(threads) as pool:
        for number in range(TRIES):
            look = partial(_look, number, shared, readers.read)
            left = []
            for group, found, is_final in _go(pool, groups, look, stop):
                if not is_final:
                    left.append(group)
                    continue
                for at, checked in found:
                    done[at] = checked
                    if on_progress is not None:
                        on_progress(len(done), len(targets), checked)
            groups = left
            if not groups or not _wait(shared.limits.again * (number + 1), stop):
                break
    return [done[at] for at in sorted(done)]


Group = list[tuple[int, Target]]
Found = list[tuple[int, Checked]]


def _go(
    pool: ThreadPoolExecutor,
    groups: Sequence[Group],
    look: Callable[[Group], tuple[Group, Found, bool]],
    stop: Callable[[], bool],
) -> Iterator[tuple[Group, Found, bool]]:
    """Look at groups, several at a time, and give each as it comes; fewer once `stop` says so."""
    pending = {pool.submit(look, group) for group in groups}
    is_stopped = False
    while pending:
        # Asked first: a run that is cancelled while it waits to begin begins nothing more.
        if not is_stopped and stop():
            pending = {future for future in pending if not future.cancel()}
            is_stopped = True
        finished, pending = wait(pending, timeout=1, return_when=FIRST_COMPLETED)
        for future in finished:
            yield future.result()


def _wait(seconds: float, stop: Callable[[], bool]) -> bool:
    """Let time pass; False when `stop` says so meanwhile."""
    ends = time.monotonic() + seconds
    while not stop():
        left = ends - time.monotonic()
        if left <= 0:
            return True
        time.sleep(min(left, 1))
    return False


def _look(number: int, fetcher: Fetcher, read: Read, group: Group) -> tuple[Group, Found, bool]:
    """What was found of a group at its try (from 0), and whether that is the last word."""
    try:
        found = _check(group, fetcher, read)
    except Exception as error:  # one place must not end the run of all others
        failure = tell_failure(error, number + 1)
        found = [(at, Checked(target.key, [failure])) for at, target in group]
        return group, found, number + 1 == TRIES
    is_closed = any(one.code == UNREADABLE for _at, row in found for one in row.outcomes)
    if is_closed and number:
        found = [(at, _closed(row)) for at, row in found]
    return group, found, not is_closed or number > 0


def _closed(row: Checked) -> Checked:
    """Of a site whose robots.txt failed twice."""
    said = [
        replace(one, code="robots-closed") if one.code == UNREADABLE else one
        for one in row.outcomes
    ]
    return replace(row, outcomes=said)


def tell_failure(error: Exception, tries: int) -> Outcome:
    """The outcome of a check that raised; where it did goes to the log, without what was read."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    reason = type(error).__name__
    logger.error("a check raised %s at %s:%s, try %s", reason, at.filename, at.lineno, tries)
    return Outcome("not-checked", Level.UNKNOWN, {"reason": reason, "count": tries})


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
