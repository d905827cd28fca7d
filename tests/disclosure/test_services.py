"""Years, keepers and places of proof: who may say what, and what is refused."""

import datetime as dt
from typing import Any

import pytest
from django.db import Error, transaction

from prongsai.audit.models import AuditEntry
from prongsai.common.errors import Refused
from prongsai.correspondence.models import Paper
from prongsai.disclosure import services
from prongsai.disclosure.models import DisclosureYear, Proof
from prongsai.disclosure.rules import State
from prongsai.disclosure.services import PlaceDraft
from prongsai.evidence.services import add_files, change_details
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.disclosure.conftest import LINK, YEAR, keep, line_of, show


def test_a_year_is_opened_once_and_needs_a_catalogue(office: Office, year: DisclosureYear) -> None:
    with pytest.raises(Refused):
        services.open_year(actor=office.officer, fiscal_year=YEAR)
    with pytest.raises(Refused):
        services.open_year(actor=office.officer, fiscal_year=2601)
    assert not year.is_public


@pytest.mark.parametrize("who", ["head", "finance", "palad", "mayor", "stranger"])
def test_only_the_officer_and_administrators_open_a_year(office: Office, who: str) -> None:
    with pytest.raises(Refused):
        services.open_year(actor=getattr(office, who), fiscal_year=YEAR)
    assert services.open_year(actor=office.admin, fiscal_year=YEAR).fiscal_year == YEAR


def test_an_item_counts_when_each_required_component_is_shown(
    office: Office, year: DisclosureYear
) -> None:
    assert line_of(year, "O1").state == State.MISSING
    show(office.officer, year, component="a")
    assert line_of(year, "O1").score == 0
    show(office.officer, year, component="b")
    line = line_of(year, "O1")
    assert (line.score, line.state) == (100, State.LOOK)  # nobody checked the addresses yet


def test_a_head_updates_what_the_own_division_keeps_and_nothing_else(
    office: Office, year: DisclosureYear
) -> None:
    keep(office, year, "O1", "กองคลัง")
    proof = show(office.finance, year)
    with pytest.raises(Refused):
        show(office.head, year, component="b")
    with pytest.raises(Refused):
        show(office.finance, year, code="O2")
    with pytest.raises(Refused):
        services.withdraw_proof(actor=office.head, proof=proof)
    services.withdraw_proof(actor=office.finance, proof=proof)
    assert line_of(year, "O1").parts[0].state == State.MISSING


@pytest.mark.parametrize(
    "link",
    [
        "tambon.example/a",
        "ftp://tambon.example/a",
        "https://user:secret@tambon.example/a",
        "javascript:alert(1)",
        "http://[::1",
        "https://tambon.example/" + "a" * 1000,
    ],
    ids=["no scheme", "ftp", "password", "script", "broken", "too long"],
)
def test_what_is_no_public_address_is_refused(
    office: Office, year: DisclosureYear, link: str
) -> None:
    with pytest.raises(Refused) as refusal:
        show(office.officer, year, link=link)
    assert refusal.value.field == "link"


@pytest.mark.parametrize(
    "path", ["/office/evidence/", "/files/x/1/a.pdf", "//office/", "/%6fffice/"]
)
def test_our_own_inner_addresses_are_refused(
    office: Office, year: DisclosureYear, settings: Any, path: str
) -> None:
    settings.PRONGSAI_BASE_URL = "https://ita.example"
    with pytest.raises(Refused):
        show(office.officer, year, link=f"https://ita.example{path}")
    for spelt in ("http://ita.example", "https://ITA.example:443"):
        with pytest.raises(Refused):
            show(office.officer, year, link=f"{spelt}{path}")
    assert show(office.officer, year, link="https://ita.example/documents/").link


def test_the_same_place_stands_once_and_again_after_it_was_withdrawn(
    office: Office, year: DisclosureYear
) -> None:
    proof = show(office.officer, year)
    with pytest.raises(Refused):
        show(office.officer, year)
    services.withdraw_proof(actor=office.officer, proof=proof)
    assert show(office.officer, year).pk != proof.pk


def test_an_internal_file_is_refused_and_one_made_internal_later_counts_no_more(
    office: Office, year: DisclosureYear
) -> None:
    (file,) = add_files(actor=office.officer, uploads=[(make_pdf(), "a.pdf")], captions=["ผัง"])
    where = {"actor": office.officer, "year": year, "code": "O1", "component": "a"}
    with pytest.raises(Refused) as refusal:
        services.add_file(**where, evidence=file, draft=PlaceDraft())
    assert refusal.value.field == "evidence"
    said: dict[str, Any] = {"title": "ผัง", "effective_on": None, "owner": None}
    file = change_details(actor=office.officer, evidence=file, is_public=True, **said)
    services.add_file(**where, evidence=file, draft=PlaceDraft())
    assert line_of(year, "O1").parts[0].state == State.LOOK
    change_details(actor=office.officer, evidence=file, is_public=False, **said)
    assert line_of(year, "O1").parts[0].state == State.MISSING


def test_what_a_register_publishes_shows_by_itself_can_be_set_aside_and_taken_back(
    office: Office, year: DisclosureYear, published: Paper
) -> None:
    place = line_of(year, "O20").parts[0].places[0].place
    assert place.is_automatic
    where: dict[str, Any] = {"actor": office.officer, "year": year, "code": "O20"}
    where |= {"component": "a", "source": place.source, "path": place.key}
    with pytest.raises(Refused):
        services.set_aside(**where, reason=" ")
    aside = services.set_aside(**where, reason="เป็นของปีอื่น")
    part = line_of(year, "O20").parts[0]
    assert (part.state, list(part.aside)) == (State.MISSING, [aside])
    services.withdraw_proof(actor=office.officer, proof=aside)
    assert line_of(year, "O20").parts[0].places[0].place.is_automatic
    pinned = services.pin_entry(**where)
    assert line_of(year, "O20").parts[0].places[0].place.proof == pinned


def test_a_pinned_page_that_is_withdrawn_from_the_public_counts_no_more(
    office: Office, year: DisclosureYear, published: Paper
) -> None:
    place = line_of(year, "O20").parts[0].places[0].place
    where: dict[str, Any] = {"source": place.source, "path": place.key}
    services.pin_entry(actor=office.officer, year=year, code="O20", component="a", **where)
    Paper.objects.filter(pk=published.pk).update(published_at=None)
    part = line_of(year, "O20").parts[0]
    assert part.state == State.MISSING
    assert not part.places[0].place.is_public
    with pytest.raises(Refused):
        services.pin_entry(actor=office.officer, year=year, code="O20", component="b", **where)


def test_changes_stand_in_the_history_of_the_item(office: Office, year: DisclosureYear) -> None:
    proof = show(office.officer, year)
    services.change_proof(
        actor=office.officer, proof=proof, draft=PlaceDraft("ผัง"), link="https://tambon.example/b"
    )
    codes = AuditEntry.objects.filter(target_label=str(proof.item)).values_list("event", flat=True)
    assert {"disclosure.proof_added", "disclosure.proof_changed"} <= set(codes)
    with pytest.raises(Refused) as refusal:
        services.change_proof(
            actor=office.officer, proof=proof, draft=PlaceDraft("x", dt.date(2999, 1, 1))
        )
    assert refusal.value.field == "updated_on"


def test_the_database_itself_keeps_proofs(office: Office, year: DisclosureYear) -> None:
    proof = services.withdraw_proof(actor=office.officer, proof=show(office.officer, year))
    for act in (
        lambda: Proof.objects.filter(pk=proof.pk).update(state="shown"),
        lambda: Proof.objects.filter(pk=proof.pk).delete(),
        lambda: DisclosureYear.objects.filter(pk=year.pk).delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            act()
    assert proof.link == LINK
