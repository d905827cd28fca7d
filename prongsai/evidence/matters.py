"""What registers bring up and an app above takes further, for example a resolution as a step.

Neither knows the other: a register says which matters it has, who takes them further says what it
offers to do with one and what became of it.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True)
class Matter:
    """A matter as a person may read it: its text, and where it was brought up."""

    text: str
    origin: str


@dataclass(frozen=True)
class Link:
    """What to do with a matter, or what became of it: words and address."""

    label: str
    url: str


@dataclass(frozen=True)
class Kind:
    """A kind of matters: `load` gives one for a person or raises Http404 or PermissionDenied,
    `address` is where it stands."""

    code: str
    label: "str | Promise"
    load: Callable[[Any, UUID], Matter]
    address: Callable[[UUID], str]


@dataclass(frozen=True)
class Taker:
    """Who takes matters further: what a person is offered for one, and what became of many."""

    offer: Callable[[Any, str, UUID], Link | None]
    find: Callable[[str, Collection[UUID]], dict[UUID, list[Link]]]


class Registry:
    """Kinds by code, and takers; the gatekeeper refuses doubles and nonsense."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}
        self._takers: list[Taker] = []

    def register(self, kind: Kind) -> Kind:
        """Add a kind. Raises ValueError when its code is malformed or taken."""
        if not re.fullmatch(r"[a-z][a-z0-9-]{1,58}", kind.code):
            raise ValueError(f"{kind.code!r}: small letters, digits and hyphens are expected")
        if kind.code in self._kinds:
            raise ValueError(f"kind of matters {kind.code!r} is registered twice")
        self._kinds[kind.code] = kind
        return kind

    def register_taker(self, taker: Taker) -> None:
        """Add who takes matters further."""
        self._takers.append(taker)

    def find_kind(self, code: str) -> Kind | None:
        """The kind of a code, or None."""
        return self._kinds.get(code)

    def list_offers(self, user: Any, code: str, public_id: UUID) -> list[Link]:
        """What a person may do with a matter beyond its register."""
        found = (taker.offer(user, code, public_id) for taker in self._takers)
        return [link for link in found if link is not None]

    def find_taken(self, code: str, public_ids: Collection[UUID]) -> dict[UUID, list[Link]]:
        """What became of these matters of a kind; one call for each taker."""
        taken: dict[UUID, list[Link]] = {public_id: [] for public_id in public_ids}
        for taker in self._takers:
            for public_id, links in taker.find(code, public_ids).items():
                taken[public_id] += links
        return taken


registry = Registry()
