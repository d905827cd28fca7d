"""Through which channels the site's pieces went out; in a period each address counts once a channel."""

import datetime as dt
from collections.abc import Sequence

from django.utils import translation

from prongsai.channels.codes import Channel
from prongsai.channels.queries import list_told_addresses
from prongsai.thai.calendar import Month
from prongsai.thai.fiscal import FiscalYear
from prongsai.website.kept import dated_types
from prongsai.website.models import SitePage
from prongsai.website.monthly import bounds
from prongsai.website.telling import address_of


def count_by_channel(months: Sequence[Month]) -> list[tuple[str, int]]:
    """Each channel with how many pieces went out through it in months that follow each other.

    The website comes first, always; the others where something went out.
    """
    found = _addresses(months)
    with translation.override("th"):
        return [
            (str(code.label), len(found[code]))
            for code in Channel
            if found[code] or code == Channel.WEBSITE
        ]


def count_of_year(fiscal_year: int) -> tuple[int, list[tuple[str, int]]]:
    """How many pieces were published in a fiscal year (พ.ศ.), and by channel."""
    months = FiscalYear(fiscal_year).months()
    pieces = set().union(*_addresses(months).values())
    return len(pieces), count_by_channel(months)


def _addresses(months: Sequence[Month]) -> dict[str, set[str]]:
    start, end = bounds(months[0], months[-1])
    found: dict[str, set[str]] = {code: set() for code in Channel}
    for code, address in list_told_addresses(start, end):
        found[code].add(address)
    # The log knows of a page since it was told of; it stands on the website since it was published.
    found[Channel.WEBSITE] -= _pieces(dt.datetime.min.replace(tzinfo=dt.UTC), start)
    found[Channel.WEBSITE] |= _pieces(start, end)
    return found


def _pieces(start: dt.datetime, end: dt.datetime) -> set[str]:
    pieces = SitePage.objects.filter(content_type__in=dated_types())
    pieces = pieces.filter(first_published_at__gte=start, first_published_at__lt=end)
    return {address_of(path) for path in pieces.values_list("url_path", flat=True)}
