"""Reading the catalogue of a year."""

from prongsai.catalogues.reading import SCHEME, read_catalogue
from prongsai.catalogues.shapes import Catalogue


def get_catalogue(fiscal_year: int, scheme: str = SCHEME) -> Catalogue:
    """The catalogue that holds for a fiscal year (พ.ศ.). Raises LookupError before the first one."""
    return read_catalogue(fiscal_year, scheme)
