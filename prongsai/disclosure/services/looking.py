"""Look at places: addresses over the network, our own files from the store, our own pages inside."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.disclosure.checking import Level, Outcome, Target, many
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


def look_at(looks: Sequence[Look]) -> list[Seen]:
    """Look at places; one that several components share with the same expectation is opened once."""
    groups: dict[tuple[str, object], list[Look]] = {}
    for look in looks:
        groups.setdefault((look.place.key, look.expectation), []).append(look)
    own = {key: group for key, group in groups.items() if _is_page(group[0].place)}
    far = {key: group for key, group in groups.items() if key not in own}
    found = [
        Seen(look, outcomes, sha256)
        for group in own.values()
        for outcomes, sha256 in [_read(group[0].place)]
        for look in group
    ]
    for result in many.check_many([_target(key, group[0]) for key, group in far.items()]):
        found += [Seen(look, result.outcomes, result.sha256) for look in far[result.key]]
    return found


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


def _target(key: tuple[str, object], look: Look) -> Target:
    version = look.place.version
    if version is None:
        return Target(key=key, expectation=look.expectation, url=look.place.address)
    sha256 = version.sha256
    return Target(
        key=key,
        expectation=look.expectation,
        filename=version.file_name,
        load=lambda: files.read(sha256),
    )
