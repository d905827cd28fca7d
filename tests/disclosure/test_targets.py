"""What each component is asked for."""

import datetime as dt

import pytest

from prongsai.disclosure import services
from prongsai.disclosure.checking import Expectation
from prongsai.disclosure.models import DisclosureYear
from prongsai.disclosure.queries.board import get_board
from prongsai.disclosure.queries.targets import list_looks
from tests.conftest import Office
from tests.disclosure.conftest import show

DAY = dt.date(2026, 1, 15)


def asked(office: Office, year: DisclosureYear, item_code: str, component: str) -> Expectation:
    """What an address under a component has to show."""
    show(office.officer, year, item_code, component)
    (look,) = list_looks(get_board(year), on=DAY, item_code=item_code)
    return look.expectation


@pytest.mark.parametrize(
    ("item_code", "component", "years"),
    [
        ("O1", "a", ()),
        ("O3", "a", ()),
        ("O9", "c", ()),
        ("O17", "a", ()),
        ("O10", "d", (2569,)),
        ("O5", "b", (2569,)),
        ("O21", "a", (2569,)),
        ("O26", "a", (2568,)),
        ("O25", "a", (2569,)),
        ("O20", "d", (2569, 2568)),
    ],
)
def test_only_what_belongs_to_a_year_has_to_name_one(
    office: Office,
    year: DisclosureYear,
    item_code: str,
    component: str,
    years: tuple[int, ...],
) -> None:
    found = asked(office, year, item_code, component)
    assert found.years == years
    assert found.agency_names
    first = dt.date(min(years) - 544, 10, 1) if years else None
    assert found.starts_on == first
    assert (found.ends_on is None) is not bool(years)


@pytest.mark.parametrize(
    ("fiscal_year", "item_code", "component", "columns", "is_sure"),
    [(2568, "O12", "a", 16, True), (2568, "O13", "a", 16, True), (2569, "O11", "b", 9, False),
     (2569, "O12", "c", 9, False), (2569, "O18", "d", 0, True)],
)  # fmt: skip
def test_a_form_whose_columns_are_known_is_asked_for_by_them(
    office: Office, fiscal_year: int, item_code: str, component: str, columns: int, is_sure: bool
) -> None:
    opened = services.open_year(actor=office.officer, fiscal_year=fiscal_year)
    found = asked(office, opened, item_code, component)
    assert (len(found.required_columns), found.are_columns_sure) == (columns, is_sure)


@pytest.mark.parametrize(
    ("item_code", "component", "is_file"),
    [("O18", "a", True), ("O17", "a", False), ("O16", "c", False), ("O5", "a", False)],
)
def test_telephones_are_wrong_where_complaints_are_told_of_not_where_they_are_taken(
    office: Office, year: DisclosureYear, item_code: str, component: str, is_file: bool
) -> None:
    assert asked(office, year, item_code, component).is_complaint_file is is_file
