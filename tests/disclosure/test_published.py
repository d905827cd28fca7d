"""What registers publish, as disclosure names it."""

from pathlib import Path
from typing import Any

from django.utils import translation

from prongsai.correspondence.services import seal
from prongsai.disclosure.queries.published import Published
from prongsai.disclosure.services.inside import read_page
from prongsai.evidence.entries import registry
from prongsai.measures import services as measures
from tests.conftest import Office, approve


def test_the_newest_plan_is_named_by_its_year_not_by_the_front_page(
    office: Office, plan: Any, seal_file: Path
) -> None:
    procedure = measures.submit_plan(actor=office.officer, plan=plan)
    approve(office, procedure)
    seal(procedure=procedure)
    plan.refresh_from_db()
    measures.publish_plan(actor=office.officer, plan=plan)
    assert f"/plan/{plan.fiscal_year}/" in {entry.url for entry in registry.list_pages()}
    published = Published(["plans"])
    (entry,) = published.list_of(["plans"], plan.fiscal_year)
    assert entry.url == f"/plan/{plan.fiscal_year}/"
    assert published.find("plans", entry.url) == entry
    assert published.find("plans", "/") is None
    assert read_page(entry.url).is_there


def test_a_page_behind_the_sign_in_is_not_there_and_the_language_stays(office: Office) -> None:
    with translation.override("en"):
        assert read_page("/office/disclosure/").status == 401
        assert read_page("/ita/").is_there
        assert translation.get_language() == "en"
