"""What apps above offer to do with an issued paper: links on its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prongsai.correspondence.models import Paper


@dataclass(frozen=True)
class Action:
    """A link: its text and address."""

    label: str
    url: str


Offer = Callable[[Any, Paper], Action | None]
_offers: list[Offer] = []


def register(offer: Offer) -> None:
    """Add a function (person, paper) → what to offer, or None."""
    _offers.append(offer)


def list_actions(user: Any, paper: Paper) -> list[Action]:
    """What a person may do with a paper beyond this app."""
    return [action for offer in _offers if (action := offer(user, paper)) is not None]
