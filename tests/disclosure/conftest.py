"""What the tests of disclosure share: an open year, keepers, a page that a register publishes."""

import datetime as dt
from typing import Any

import pytest

from prongsai.correspondence import services as papers
from prongsai.correspondence.models import Paper
from prongsai.correspondence.services import PaperDraft
from prongsai.disclosure import services
from prongsai.disclosure.models import DisclosureYear, Proof
from prongsai.disclosure.queries.board import Line, get_board
from prongsai.disclosure.services import PlaceDraft
from prongsai.organization.queries import find_division
from tests.conftest import Office, approve

YEAR = 2569
LINK = "https://tambon.example/structure"


@pytest.fixture
def year(office: Office) -> DisclosureYear:
    """ITA 2569, open and not public."""
    return services.open_year(actor=office.officer, fiscal_year=YEAR)


def keep(
    office: Office, year: DisclosureYear, code: str = "O1", division: str = "กองคลัง", **more: Any
) -> None:
    """A division keeps every component of an item."""
    line = line_of(year, code)
    found = find_division(division)
    assert found is not None
    services.set_keeper(
        actor=office.officer,
        year=year,
        code=code,
        components=[part.component.id for part in line.parts],
        division=found,
        **more,
    )


def show(
    actor: Any, year: DisclosureYear, code: str = "O1", component: str = "a", link: str = LINK
) -> Proof:
    """A component is proven by an address."""
    return services.add_address(
        actor=actor,
        year=year,
        code=code,
        component=component,
        link=link,
        draft=PlaceDraft("โครงสร้าง", dt.date(2026, 1, 5)),
    )


def line_of(year: DisclosureYear, code: str) -> Line:
    """An item as it stands."""
    line = get_board(year).find(code)
    assert line is not None
    return line


@pytest.fixture
def published(office: Office) -> Paper:
    """The year's announcement that no gifts are taken, on the public site."""
    announcement = PaperDraft(
        kind="announcement",
        subject="นโยบายไม่รับของขวัญ",
        body="งดรับของขวัญ",
        class_code="no-gift",
        division=find_division("สำนักปลัด"),
        fiscal_year=YEAR,
    )
    paper = papers.draft_paper(actor=office.officer, draft=announcement)
    approve(office, papers.submit_paper(actor=office.officer, paper=paper))
    return papers.set_published(actor=office.officer, paper=paper, is_public=True)
