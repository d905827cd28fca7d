"""Servers, authority and children of the tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from prongsai.common.fetching import Fetcher, Limits, Trust
from prongsai.disclosure.checking.reading.reader import Readers, open_readers
from tests.disclosure.certificates import Authority, make_authority
from tests.disclosure.servers import Site, running

HERE = Trust.parse(["127.0.0.0/8", "::1/128"])
QUICK = Limits(seconds=5, megabytes=1, pause=0)


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
