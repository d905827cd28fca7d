"""Through which channels the site's pieces went out."""

from collections.abc import Sequence

from prongsai.thai.calendar import Month
from prongsai.thai.fiscal import FiscalYear
from prongsai.website.kept import dated_types
from prongsai.website.models import SitePage
from prongsai.website.monthly import bounds

WEBSITE = "เว็บไซต์"


def count_by_channel(months: Sequence[Month]) -> list[tuple[str, int]]:
    """Each channel with how many pieces went out through it in months that follow each other."""
    return [(WEBSITE, _count_pieces(months))]


def count_of_year(fiscal_year: int) -> tuple[int, list[tuple[str, int]]]:
    """How many pieces were published in a fiscal year (พ.ศ.), and by channel."""
    months = FiscalYear(fiscal_year).months()
    return _count_pieces(months), count_by_channel(months)


def _count_pieces(months: Sequence[Month]) -> int:
    start, end = bounds(months[0], months[-1])
    pieces = SitePage.objects.filter(content_type__in=dated_types())
    return pieces.filter(first_published_at__gte=start, first_published_at__lt=end).count()
