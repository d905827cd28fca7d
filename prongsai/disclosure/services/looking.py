"""Look at places: addresses over the network, our own files from the store, our own pages inside."""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from prongsai.common.fetching import Fetcher
from prongsai.disclosure.checking import (
    Checked,
    Level,
    Outcome,
    Read,
    Target,
    check_many,
    check_own,
    open_readers,
    tell_failure,
)
from prongsai.disclosure.models import Proof
from prongsai.disclosure.queries.places import Place
from prongsai.disclosure.queries.targets import Look
from prongsai.disclosure.services.inside import Page, read_page
from prongsai.evidence import files

# What is said of an own page that a visitor does not get.
PROBLEMS = {
    401: "status-closed",
    403: "status-closed",
    404: "status-missing",
    410: "status-missing",
}
PAGE_TRIES = 2


@dataclass(frozen=True)
class Seen:
    """What was found at a place."""

    look: Look
    outcomes: Sequence[Outcome]
    sha256: str


Keep = Callable[[Seen], None]


def look_at(
    looks: Sequence[Look],
    *,
    fetcher: Fetcher,
    keep: Keep,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Look at places and hand each to `keep` when it was seen.

    An address or a page that several components share is opened once. When `is_cancelled` says so,
    what has not begun is left out. A page of ours that fails the program itself is tried again
    after all else, then said to be unread.
    """
    pages: dict[str, list[Look]] = {}
    for look in (look for look in looks if _is_own_page(look.place)):
        pages.setdefault(_path_of(look.place), []).append(look)
    with open_readers(1) as readers:
        left = _look_inside(pages, keep, is_cancelled, readers.read, 1)
        far = [look for look in looks if not _is_own_page(look.place)]
        if far:
            _look_outside(far, fetcher, keep, is_cancelled)
        _look_inside(left, keep, is_cancelled, readers.read, PAGE_TRIES)


def _look_outside(
    far: Sequence[Look], fetcher: Fetcher, keep: Keep, is_cancelled: Callable[[], bool]
) -> None:
    """Addresses and stored files, several at a time."""

    def note(_done: int, _total: int, found: Checked) -> None:
        keep(Seen(far[found.key], found.outcomes, found.sha256))

    check_many(
        [_target(at, look) for at, look in enumerate(far)],
        fetcher=fetcher,
        on_progress=note,
        is_cancelled=is_cancelled,
    )


def _is_own_page(place: Place) -> bool:
    """Whether it lies on this site: such a page is never asked for over the network."""
    if place.kind == Proof.Kind.PAGE:
        return True
    own = urlsplit(settings.PRONGSAI_BASE_URL).netloc.lower()
    return place.kind == Proof.Kind.ADDRESS and urlsplit(place.url).netloc.lower() == own


def _path_of(place: Place) -> str:
    return urlsplit(place.url)._replace(scheme="", netloc="", fragment="").geturl() or "/"


def _look_inside(
    pages: dict[str, list[Look]],
    keep: Keep,
    is_cancelled: Callable[[], bool],
    read: Read,
    tries: int,
) -> dict[str, list[Look]]:
    """Our own pages, one after the other; returns those that are to be tried again."""
    again = {}
    for path, group in pages.items():
        if is_cancelled():
            return {}
        try:
            found = list(_check_page(path, group, read))
        except Exception as error:  # a page that breaks must not end the run of all others
            failure = tell_failure(error, tries)
            if tries < PAGE_TRIES:
                again[path] = group
                continue
            found = [Seen(look, [failure], "") for look in group]
        for seen in found:
            keep(seen)
    return again


def _check_page(path: str, group: Sequence[Look], read: Read) -> Iterator[Seen]:
    """What a visitor gets at a path, as each component asks."""
    start = time.monotonic()
    page = read_page(path)
    seconds = f"{time.monotonic() - start:.1f}"
    if not page.is_there:
        yield from (Seen(look, [_problem(page)], "") for look in group)
        return
    sha256 = hashlib.sha256(page.content).hexdigest()
    opens = Outcome("address-opens", Level.OK, {"seconds": seconds})
    for look in group:
        inside = check_own(page.content, page.media_type, path, look.expectation, read)
        yield Seen(look, [opens, *inside], sha256)


def _problem(page: Page) -> Outcome:
    code = PROBLEMS.get(page.status, "status-broken" if page.status >= 500 else "status-odd")
    return Outcome(code, Level.FAIL, {"status": page.status})


def _target(at: int, look: Look) -> Target:
    version = look.place.version
    if version is None:
        return Target(key=at, expectation=look.expectation, url=look.place.address)
    sha256 = version.sha256
    return Target(
        key=at,
        expectation=look.expectation,
        filename=version.file_name,
        load=lambda: files.read(sha256),
    )
