"""The topics of a year, as the catalogue of its assessment names them."""

from collections.abc import Callable

from prongsai.catalogues.reading import list_shipped_years, read_catalogue
from prongsai.catalogues.shapes import Catalogue


def topics_of(fiscal_year: int, read: Callable[[int], Catalogue] = read_catalogue) -> list[str]:
    """The topic titles of a fiscal year (พ.ศ.), in order; years before the first take its set.

    Reads the shipped files, which needs no database; give `get_catalogue` to count corrections.
    """
    first = list_shipped_years()[0]
    return [topic.title for topic in read(max(fiscal_year, first)).topics]
