"""Accounts at fake services, and publications to send there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from prongsai.channels.codes import Channel
from prongsai.channels.content import Publication
from prongsai.channels.models import ChannelAccount
from prongsai.common.secretbox import seal
from tests.channels.fakes.graph import PAGE, FakeGraph
from tests.channels.fakes.line import SECRET, FakeLine
from tests.channels.fakes.server import TOKEN, running


@pytest.fixture
def line_server(settings: Any) -> Iterator[FakeLine]:
    """LINE on this machine."""
    with running(FakeLine()) as fake:
        assert isinstance(fake, FakeLine)
        settings.LINE_API_URL = settings.LINE_DATA_URL = fake.url
        yield fake


@pytest.fixture
def line(db: None, line_server: FakeLine) -> FakeLine:
    """LINE on this machine, with an account there."""
    add_account(Channel.LINE)
    return line_server


@pytest.fixture
def graph(db: None, settings: Any) -> Iterator[FakeGraph]:
    """Facebook on this machine, with a page there."""
    with running(FakeGraph()) as fake:
        assert isinstance(fake, FakeGraph)
        settings.FACEBOOK_API_URL = f"{fake.url}/v25.0"
        add_account(Channel.FACEBOOK)
        yield fake


def add_account(channel: str) -> ChannelAccount:
    """An account with a token that the fakes know."""
    is_line = channel == Channel.LINE
    return ChannelAccount.objects.create(
        channel=channel,
        identity="" if is_line else PAGE,
        token=seal(TOKEN),
        secret=seal(SECRET) if is_line else b"",
    )


@pytest.fixture
def news() -> Callable[..., Publication]:
    """Makes a publication."""
    return make_news


def make_news(key: str = "news:1", **more: Any) -> Publication:
    """A publication with everything that a caller must give."""
    usual = {"kind": "news", "title": "รับสมัครคณะกรรมการชุมชน", "summary": "ตั้งแต่วันนี้ถึงสิ้นเดือน"}
    return Publication(key=key, url=f"/news/{key.replace(':', '-')}/", **(usual | more))
