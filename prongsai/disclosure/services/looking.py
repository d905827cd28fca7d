"""Look at places: addresses over the network, our own files from the store, our own pages inside."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prongsai.common.fetching import Fetcher
from prongsai.disclosure.checking import Checked, Level, Outcome, Target, check_many
from prongsai.disclosure.models import Proof
from prongsai.disclosure.queries.places import Place
from prongsai.disclosure.queries.targets import Look
from prongsai.disclosure.services.inside import read_page
from prongsai.evidence import files

# What is said of an own page that a visitor does not get.
PROBLEMS = {
    401: "status-closed",
    403: "status-closed",
    404: "status-missing",
    410: "status-missing",
}


@dataclass(frozen=True)
class Seen:
    """What was found at a place."""

    look: Look
    outcomes: Sequence[Outcome]
    sha256: str


def look_at(
    looks: Sequence[Look],
    *,
    fetcher: Fetcher,
    keep: Callable[[Seen], None],
    is_cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Look at places and hand each to `keep` when it was seen.

    An address or a page that several components share is opened once. When `is_cancelled` says so,
    what has not begun is left out.
    """
    pages: dict[str, list[Look]] = {}
    for look in (look for look in looks if _is_page(look.place)):
        pages.setdefault(look.place.key, []).append(look)
    for group in pages.values():
        if is_cancelled():
            return
        outcomes, sha256 = _read(group[0].place)
        for look in group:
            keep(Seen(look, outcomes, sha256))
    far = [look for look in looks if not _is_page(look.place)]
    if far:
        _look_outside(far, fetcher, keep, is_cancelled)


def _look_outside(
    far: Sequence[Look],
    fetcher: Fetcher,
    keep: Callable[[Seen], None],
    is_cancelled: Callable[[], bool],
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


def _is_page(place: Place) -> bool:
    return place.kind == Proof.Kind.PAGE


def _read(place: Place) -> tuple[list[Outcome], str]:
    """A page that a register publishes: whether a visitor gets it. Its content is the register's."""
    start = time.monotonic()
    page = read_page(place.url)
    if page.is_there:
        seconds = f"{time.monotonic() - start:.1f}"
        opens = Outcome("address-opens", Level.OK, {"seconds": seconds})
        return [opens], hashlib.sha256(page.content).hexdigest()
    code = PROBLEMS.get(page.status, "status-broken" if page.status >= 500 else "status-odd")
    return [Outcome(code, Level.FAIL, {"status": page.status})], ""


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
