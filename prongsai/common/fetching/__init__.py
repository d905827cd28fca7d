"""Fetching from the network, guarded: `make_fetcher().fetch(url)` gives `Fetched` or `Problem`."""

from django.conf import settings

from prongsai.common.fetching.fetcher import Fetcher, Limits
from prongsai.common.fetching.guard import Trust
from prongsai.common.fetching.results import Certificate, Fetched, Problem

__all__ = ["Certificate", "Fetched", "Fetcher", "Limits", "Problem", "Trust", "make_fetcher"]


def make_fetcher(limits: Limits | None = None) -> Fetcher:
    """A fetcher as this installation is set up; one for a run."""
    return Fetcher(
        site=settings.PRONGSAI_BASE_URL,
        trust=Trust.parse(settings.FETCH_TRUSTED),
        limits=limits,
        ca_file=str(settings.FETCH_CA_FILE) if settings.FETCH_CA_FILE else None,
    )
