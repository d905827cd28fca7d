"""What lists of registers are asked: which year, which words, which page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone

from prongsai.thai.digits import to_arabic
from prongsai.thai.fiscal import fiscal_year_of

PER_PAGE = 30
YEARS = range(2400, 2744)


@dataclass(frozen=True)
class Asked:
    """The year (พ.ศ.), the words and the page of a list as they stand in the address."""

    year: int
    words: str
    page: str

    @classmethod
    def of(cls, given: Mapping[str, str], this_year: int | None = None) -> "Asked":
        """From the address; what is missing or nonsense becomes this fiscal year, no words, page 1."""
        usual = this_year or fiscal_year_of(timezone.localdate()).year_be
        typed = to_arabic(given.get("year", "")).strip()
        year = int(typed) if typed.isdecimal() and int(typed) in YEARS else usual
        return cls(year, given.get("q", "").strip()[:200], given.get("p", "1"))

    def cut(self, found: Any, per_page: int = PER_PAGE, count: int | None = None) -> Page[Any]:
        """The page of a list; the nearest one when there is no such page.

        `count` spares the query when the caller knows how long the list is.
        """
        paginator = Paginator(found, per_page)
        if count is not None:
            paginator.count = count
        return paginator.get_page(self.page)
