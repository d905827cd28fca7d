"""Look at places: addresses over the network, our own files from the store, our own pages inside."""

from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.disclosure.checking import Outcome, Target, many
from prongsai.disclosure.queries.targets import Look
from prongsai.evidence import files


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
    targets = [_target(at, group[0]) for at, group in enumerate(groups.values())]
    found = {result.key: result for result in many.check_many(targets)}
    return [
        Seen(look, found[at].outcomes, found[at].sha256)
        for at, group in enumerate(groups.values())
        for look in group
    ]


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
