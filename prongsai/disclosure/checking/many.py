"""Many addresses and files in one run: bounded, polite to each site, telling how far it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from prongsai.disclosure.checking.outcomes import Expectation, Outcome


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
