"""What the catalogue of a year says, as disclosure needs it."""

import datetime as dt
from collections.abc import Sequence

from prongsai.catalogues.queries import find_catalogues
from prongsai.catalogues.shapes import Catalogue, Component, Item
from prongsai.thai.fiscal import FiscalYear

# Some older manuals are known by the titles of their items only: such an item is proven as a whole.
WHOLE = "all"
YEARS_BACK = 5


def components_of(item: Item) -> Sequence[Component]:
    """What an item must show; one whose components nobody knows must show what it is called."""
    if item.components:
        return item.components
    whole = Component(WHOLE, item.title, True, "", (), False, (), item.origin)
    return (whole,)


def is_over(catalogue: Catalogue, on: dt.date) -> bool:
    """Whether the disclosure and the clarification of a year have ended on a day."""
    ends = [step.ends_on for step in catalogue.calendar if step.code in ("disclosure", "appeal")]
    return bool(ends) and max(ends) < on


def list_openable(this_year: FiscalYear) -> list[int]:
    """The years (พ.ศ.) that can be opened in a fiscal year, newest first."""
    years = range(this_year.year_be + 1, this_year.year_be - YEARS_BACK, -1)
    return list(find_catalogues(years))
