"""What the tests of disclosure share: servers and children of the checks; an open year, keepers."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prongsai.common.fetching import Fetcher, Limits, Trust
from prongsai.correspondence import services as papers
from prongsai.correspondence.models import Paper
from prongsai.correspondence.services import PaperDraft
from prongsai.disclosure import services
from prongsai.disclosure.checking.reading.reader import Readers, open_readers
from prongsai.disclosure.models import DisclosureYear, Proof
from prongsai.disclosure.queries.board import Line, get_board
from prongsai.disclosure.services import PlaceDraft
from prongsai.organization.queries import find_division
from tests.conftest import Office, approve
from tests.disclosure.certificates import Authority, make_authority
from tests.disclosure.servers import Site, running

YEAR = 2569
LINK = "https://tambon.example/structure"
HERE = Trust.parse(["127.0.0.0/8", "::1/128"])
QUICK = Limits(seconds=5, megabytes=1, pause=0, again=0)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Who signs the certificates of the tests."""
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def site() -> Iterator[Site]:
    """A server over HTTP."""
    with running() as one:
        yield one


@pytest.fixture
def fetcher(authority: Authority) -> Fetcher:
    """A fetcher that trusts this machine and the authority of the tests."""
    return make_fetcher(authority.file)


def make_fetcher(
    ca_file: Path | None = None, trust: Trust = HERE, limits: Limits = QUICK
) -> Fetcher:
    """A fetcher with short limits."""
    return Fetcher(
        site="https://office.example", trust=trust, limits=limits,
        ca_file=str(ca_file) if ca_file else None,
    )  # fmt: skip


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """A child that reads files, for the whole run."""
    with open_readers(1) as children:
        yield children


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
    return publish(office, "งดรับของขวัญ")


def publish(office: Office, body: str) -> Paper:
    """An announcement that no gifts are taken, on the public site."""
    announcement = PaperDraft(
        kind="announcement",
        subject="นโยบายไม่รับของขวัญ",
        body=body,
        class_code="no-gift",
        division=find_division("สำนักปลัด"),
        fiscal_year=YEAR,
    )
    paper = papers.draft_paper(actor=office.officer, draft=announcement)
    approve(office, papers.submit_paper(actor=office.officer, paper=paper))
    return papers.set_published(actor=office.officer, paper=paper, is_public=True)
