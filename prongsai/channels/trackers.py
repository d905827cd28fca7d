"""What citizens can follow by LINE: apps above register how a request is found and described.

Nothing is registered here: while no app does, the menu has no such entry and says so when asked.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Tracker:
    """A kind of request.

    `find(number)` gives the stable reference of the request with the number (or code) that a citizen
    typed, or None; it must be a secret that only the person got, or hard to guess. `describe(reference)`
    gives its state in a sentence or two of plain text, or None when it is gone.
    """

    code: str
    label: "str | Promise"
    find: Callable[[str], str | None]
    describe: Callable[[str], str | None]


class Trackers:
    """The registered trackers; tests have one of their own."""

    def __init__(self) -> None:
        self._by_code: dict[str, Tracker] = {}

    def register(self, tracker: Tracker) -> None:
        """Add a tracker; raises ValueError when the code is taken or too long."""
        if tracker.code in self._by_code or not 0 < len(tracker.code) <= 40:
            raise ValueError(
                f"the tracker {tracker.code!r} is registered twice or has no good code"
            )
        self._by_code[tracker.code] = tracker

    def remove(self, code: str) -> None:
        """Take a tracker away again."""
        del self._by_code[code]

    def get(self, code: str) -> Tracker | None:
        """The tracker of a code, or None."""
        return self._by_code.get(code)

    def find(self, number: str) -> tuple[Tracker, str] | None:
        """Which request a number belongs to: the tracker and its reference; None when to none."""
        for tracker in self._by_code.values():
            reference = tracker.find(number)
            if reference is not None:
                return tracker, reference
        return None

    def __bool__(self) -> bool:
        return bool(self._by_code)


trackers = Trackers()
