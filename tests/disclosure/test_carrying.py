"""What changed since last year, and what comes over in one step."""

from collections.abc import Callable
from typing import Any

import pytest

from prongsai.common.errors import Refused
from prongsai.disclosure import services
from prongsai.disclosure.models import DisclosureYear, Duty, Proof
from prongsai.disclosure.queries.changes import compare_years, list_carried
from tests.conftest import Office
from tests.disclosure.conftest import LINK, YEAR, keep, show

HOME = f"/office/disclosure/{YEAR}/changes/"


@pytest.fixture
def last_year(office: Office) -> DisclosureYear:
    """ITA 2568 with a keeper and an address."""
    before = services.open_year(actor=office.officer, fiscal_year=YEAR - 1)
    keep(office, before, "O1", "กองคลัง", months=12)
    show(office.officer, before, "O1", "a")
    keep(office, before, "O11", "กองคลัง")
    return before


def test_items_are_compared_by_the_mapping_of_the_catalogue(db: None) -> None:
    changes = compare_years(YEAR)
    assert changes is not None
    kinds = {change.item.code: change.kind for change in changes.items}
    assert kinds["O2"] == "same"
    assert kinds["O10"] == "merged"  # the statistics of O11 are asked for there now
    assert kinds["O26"] == "moved"
    assert [[old.code for old in c.before] for c in changes.items if c.item.code == "O26"] == [
        ["O28"]
    ]
    assert compare_years(2400) is None


def test_keepers_and_addresses_come_over_and_what_is_said_already_stays(
    office: Office, year: DisclosureYear, last_year: DisclosureYear
) -> None:
    keys = [row.key for row in list_carried(year)]
    assert {"O1-a", "O1-b"} <= set(keys)
    keep(office, year, "O1", "สำนักปลัด")
    made = services.carry_over(
        actor=office.officer, year=year, chosen=["O1-a", "O1-b"], with_addresses=True
    )
    assert made == services.CarriedOver(keepers=0, addresses=1)
    assert (
        Duty.objects.get(item__year=year, component="a", item__code="O1").division.name == "สำนักปลัด"
    )
    assert Proof.objects.get(item__year=year).link == LINK
    assert "O1-a" not in [row.key for row in list_carried(year)]


def test_nothing_chosen_or_chosen_by_somebody_else_is_refused(
    office: Office, year: DisclosureYear, last_year: DisclosureYear
) -> None:
    for actor, chosen in (
        (office.officer, []),
        (office.officer, ["O99-z"]),
        (office.head, ["O1-a"]),
    ):
        with pytest.raises(Refused):
            services.carry_over(actor=actor, year=year, chosen=chosen, with_addresses=True)
    assert Proof.objects.filter(item__year=year).count() == 0


def test_the_preview_shows_what_would_come_and_takes_what_is_ticked(
    office: Office, year: DisclosureYear, last_year: DisclosureYear, sign_in: Callable[[Any], Any]
) -> None:
    client = sign_in(office.officer)
    page = client.get(HOME).content.decode()
    for words in ("กองคลัง", LINK, "รวมข้อ", "ยกรายการที่เลือก"):
        assert words in page
    assert client.post(f"{HOME}carry/", {}).status_code == 422
    assert client.get(f"{HOME}carry/").status_code == 302
    answer = client.post(f"{HOME}carry/", {"chosen": ["O1-a"]})
    assert answer.status_code == 302
    assert Duty.objects.get(item__year=year).months == 12
    assert not Proof.objects.filter(item__year=year).exists()
    assert "ยกรายการที่เลือก" not in sign_in(office.palad).get(HOME).content.decode()
