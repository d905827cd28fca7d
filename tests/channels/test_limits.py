"""LINE's limits: what is said stays within them, and a refusal tells where it does not."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from prongsai.channels import services
from prongsai.channels.composing.line import compose_message
from prongsai.channels.content import Publication
from prongsai.channels.models import ChannelAccount, LoggedPublication, Sending
from prongsai.channels.rules import MOST_IN_DIGEST
from tests.channels.fakes.line import FakeLine
from tests.conftest import Office

Make = Callable[..., Publication]


def test_what_line_refuses_is_told_with_the_place_in_the_message_and_its_number(
    office: Office, line: FakeLine, news: Make
) -> None:
    services.publish(actor=office.officer, publication=news(), channels=["line"])
    services.deliver_publications()
    sending = Sending.objects.create(
        channel="line", payload={"messages": [{"type": "text", "text": ""}]}
    )
    services.deliver_publications()
    sending.refresh_from_db()
    assert sending.state == "failed"
    assert "messages[0].text: Length must be" in sending.detail
    assert re.search(r"\([0-9a-f-]{36}\)$", sending.detail)  # LINE's own number, for asking them


def test_a_digest_of_the_longest_news_is_one_that_line_takes(
    office: Office, line: FakeLine, news: Make, settings: Any
) -> None:
    settings.PRONGSAI_BASE_URL = "https://www.example.go.th"
    far = "/" + "a" * 499
    rows = [
        LoggedPublication(
            kind="news", title="ปี่" * 100, summary="นี้" * 660, url=far, picture=f"{far}.jpg"
        )
        for _n in range(MOST_IN_DIGEST)
    ]
    for count in (1, MOST_IN_DIGEST):
        message = compose_message(rows[:count], "#14504b")
        Sending.objects.create(channel="line", payload={"messages": [message]})
    services.deliver_publications()
    (_to, (one,)), (_all, (many,)) = line.said
    assert (len(_shown(one)), len(_shown(many))) == (3, 2)  # kind, title, and room for the summary
    assert len(many["contents"]["contents"]) == MOST_IN_DIGEST


def _shown(message: Any) -> list[Any]:
    contents = message["contents"]
    bubble = contents["contents"][0] if contents["type"] == "carousel" else contents
    shown: list[Any] = bubble["body"]["contents"]
    return shown


def test_friends_that_line_has_not_counted_yet_are_those_of_the_day_before(
    office: Office, line: FakeLine, news: Make
) -> None:
    today = timezone.localdate()
    line.quota, line.followers = 10_000, 3000
    line.unready = {f"{today - dt.timedelta(days=1):%Y%m%d}"}
    services.publish(actor=office.officer, publication=news(), channels=["line"])
    services.deliver_publications()
    assert ChannelAccount.objects.get().reach == 3000
    line.followers = None  # not counted at all: what was known stays
    ChannelAccount.objects.update(metered_at=None)
    services.publish(actor=office.officer, publication=news("news:2"), channels=["line"])
    services.deliver_publications()
    assert ChannelAccount.objects.get().reach == 3000
