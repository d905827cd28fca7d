"""A publication is told once through each channel, whatever the services answer."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from prongsai.audit.models import AuditEntry
from prongsai.channels import services
from prongsai.channels.content import Publication
from prongsai.channels.models import (
    ChannelAccount,
    Delivery,
    LoggedPublication,
    Notice,
    OutgoingMail,
    Sending,
    Subscriber,
)
from prongsai.channels.queries import list_channel_choices, list_open_channels, list_publications
from prongsai.channels.rules import MAX_ATTEMPTS, plan_spending
from prongsai.common.errors import Refused
from prongsai.common.secretbox import seal
from tests.channels.conftest import add_account
from tests.channels.fakes.graph import FakeGraph, error, too_many
from tests.channels.fakes.line import MONTHLY, TOO_FAST, FakeLine
from tests.channels.fakes.server import Answer
from tests.conftest import Office

Make = Callable[..., Publication]


def _states(row: LoggedPublication) -> dict[str, str]:
    return dict(row.deliveries.values_list("channel", "state"))


def _due_now() -> None:
    Sending.objects.update(next_attempt_at=timezone.now())


def _titles(messages: Sequence[Any]) -> list[str]:
    contents = messages[0]["contents"]
    bubbles = contents["contents"] if contents["type"] == "carousel" else [contents]
    return [bubble["body"]["contents"][1]["text"] for bubble in bubbles]


def test_one_publication_reaches_every_channel_once(
    office: Office, line: FakeLine, graph: FakeGraph, news: Make
) -> None:
    Subscriber.objects.create(email="a@people.example", kinds=["news"])
    Subscriber.objects.create(email="b@people.example", kinds=["procurement"])
    Subscriber.objects.create(email="c@people.example", language="en")
    channels = list_open_channels()
    assert channels == ["website", "line", "facebook", "email", "feed", "ics"]
    row = services.publish(actor=office.officer, publication=news(), channels=channels)
    for _n in range(2):
        assert services.publish(actor=office.head, publication=news(), channels=channels) == row
        services.deliver_publications()
    assert set(_states(row).values()) == {"sent"}
    ((to, messages),) = line.said
    assert (to, _titles(messages)) == ("all", ["รับสมัครคณะกรรมการชุมชน"])
    (post,) = graph.wall
    assert "รับสมัครคณะกรรมการชุมชน" in post["message"]
    mails = OutgoingMail.objects.order_by("id")
    assert [mail.recipient for mail in mails] == ["a@people.example", "c@people.example"]
    head = bytes(mails[1].message).decode("ascii", "replace")
    assert "List-Unsubscribe:" in head
    assert "List-Unsubscribe-Post" not in head  # one click is promised for https addresses only
    sent = row.deliveries.get(channel="facebook").sending
    assert sent is not None
    assert sent.reference == post["id"]
    (found,) = list_publications(row.fiscal_year)
    assert {one.state for one in found.deliveries.all()} == {"sent"}
    assert AuditEntry.objects.filter(event="channels.published").count() == 1


def test_what_is_not_committed_or_not_due_yet_is_not_told(
    office: Office, line: FakeLine, news: Make
) -> None:
    def act() -> None:
        with transaction.atomic():
            services.publish(actor=office.officer, publication=news(), channels=["line"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    later = timezone.now() + dt.timedelta(hours=2)
    row = services.publish(
        actor=office.officer, publication=news("news:2"), channels=["website", "line"], at=later
    )
    services.deliver_publications()
    assert line.said == []
    assert set(_states(row).values()) == {"waiting"}
    Delivery.objects.update(due_at=timezone.now())
    services.deliver_publications()
    assert _states(row) == {"website": "sent", "line": "sent"}
    withdrawn = services.publish(
        actor=office.officer, publication=news("news:3"), channels=["line"], at=later
    )
    services.withdraw_publication(actor=office.officer, key="news:3")
    Delivery.objects.update(due_at=timezone.now())
    services.deliver_publications()
    assert (_states(withdrawn), len(line.said)) == ({"line": "cancelled"}, 1)
    with pytest.raises(Refused):
        services.publish(actor=office.officer, publication=news("news:3"), channels=["line"])


def test_a_channel_without_account_and_nonsense_are_refused(office: Office, news: Make) -> None:
    for channels in ([], ["line"], ["website", "pigeon"]):
        with pytest.raises(Refused) as refusal:
            services.publish(actor=office.officer, publication=news(), channels=channels)
        assert refusal.value.field == "channels"
    wrong: list[dict[str, Any]] = [
        {"kind": "gossip"}, {"title": " "}, {"language": "fr"}, {"picture": "https://elsewhere/a.png"},
    ]  # fmt: skip
    for more in wrong:
        with pytest.raises(ValueError, match="."):
            services.publish(actor=office.officer, publication=news(**more), channels=["website"])
    assert LoggedPublication.objects.count() == 0


@pytest.mark.parametrize("failure", ["busy", "too-fast", "broken", "cut-off"])
def test_line_failing_for_a_while_says_it_once(
    failure: str, office: Office, line: FakeLine, news: Make
) -> None:
    row = services.publish(actor=office.officer, publication=news(), channels=["line"])
    if failure == "busy":
        line.fail = [Answer(429, TOO_FAST.body, {"Retry-After": "1800"})]
    elif failure == "too-fast":
        line.fail = [TOO_FAST]  # LINE itself names no time
    elif failure == "broken":
        line.fail = [Answer(500, {"message": "Internal"})]
    elif failure == "cut-off":
        line.cut = 1
    services.deliver_publications()
    sending = Sending.objects.get()
    assert (sending.state, sending.attempts) == ("waiting", 1)
    assert sending.is_uncertain == (failure in ("broken", "cut-off"))
    wait = sending.next_attempt_at - timezone.now()
    assert wait > dt.timedelta(minutes=29 if failure == "busy" else 0)
    services.deliver_publications()  # not yet
    assert Sending.objects.get().attempts == 1
    _due_now()
    services.deliver_publications()
    keys = {asked.headers["x-line-retry-key"] for asked in line.posts("/broadcast")}
    assert (_states(row), len(line.said), len(keys)) == ({"line": "sent"}, 1, 1)
    assert Sending.objects.get().reference


@pytest.mark.parametrize(
    "failure", ["busy", "page-busy", "transient", "unknown", "broken", "cut-off"]
)
def test_facebook_failing_for_a_while_posts_once(
    failure: str, office: Office, graph: FakeGraph, news: Make
) -> None:
    row = services.publish(actor=office.officer, publication=news(), channels=["facebook"])
    graph.fail = {
        "page-busy": [too_many(45)],
        "transient": [error(99, "Try later", is_transient=True)],
        "busy": [error(32, "Page request limit reached", 403)],
        "unknown": [error(2, "Service temporarily unavailable", 500)],
        "broken": [Answer(502)],
        "cut-off": [],
    }[failure]
    graph.cut = failure == "cut-off"
    services.deliver_publications()
    sending = Sending.objects.get()
    assert (sending.state, sending.is_uncertain) == ("waiting", "busy" not in failure)
    wait = sending.next_attempt_at - timezone.now()
    assert (wait > dt.timedelta(minutes=44)) == (failure == "page-busy")
    _due_now()
    services.deliver_publications()
    assert (_states(row), len(graph.wall)) == ({"facebook": "sent"}, 1)
    sending.refresh_from_db()
    assert sending.reference == graph.wall[0]["id"]
    looked = [asked for asked in graph.asked if asked.path.endswith("/posts")]
    assert len(looked) == ("busy" not in failure)


def test_facebook_is_not_posted_to_again_while_it_can_t_be_looked_at(
    office: Office, graph: FakeGraph, news: Make
) -> None:
    row = services.publish(actor=office.officer, publication=news(), channels=["facebook"])
    graph.cut, graph.may_read = 1, False
    services.deliver_publications()
    _due_now()
    services.deliver_publications()
    sending = Sending.objects.get()
    assert (sending.state, sending.is_uncertain, len(graph.wall)) == ("waiting", True, 1)
    assert ChannelAccount.objects.get().problem == "permission"
    graph.may_read = True
    ChannelAccount.objects.update(problem="")
    _due_now()
    services.deliver_publications()
    assert (_states(row), len(graph.wall)) == ({"facebook": "sent"}, 1)


@pytest.mark.parametrize(("subcode", "words"), [(463, "หมดอายุ"), (459, "facebook.com"), (1, "")])
def test_the_administrator_hears_why_facebook_refuses_the_token(
    subcode: int, words: str, office: Office, graph: FakeGraph, news: Make
) -> None:
    graph.tokens, graph.subcode = {"new"}, subcode
    services.publish(actor=office.officer, publication=news(), channels=["facebook"])
    services.deliver_publications()
    assert words in Notice.objects.get(recipient=office.admin).text
    assert f"190/{subcode}" in Sending.objects.get().detail


def test_an_expired_token_waits_for_the_administrator_and_loses_nothing(
    office: Office, line: FakeLine, graph: FakeGraph, news: Make
) -> None:
    line.tokens, graph.tokens = {"new"}, {"new"}
    row = services.publish(actor=office.officer, publication=news(), channels=["line", "facebook"])
    for _n in range(3):
        _due_now()
        services.deliver_publications()
    assert set(_states(row).values()) == {"waiting"}
    assert set(ChannelAccount.objects.values_list("problem", flat=True)) == {"token"}
    told = Notice.objects.filter(recipient=office.admin)
    assert told.count() == 2
    assert "รหัสเข้าใช้งาน" in told[0].text
    for account in ChannelAccount.objects.all():
        account.token, account.problem = seal("new"), ""
        account.save()
    services.deliver_publications()
    assert (set(_states(row).values()), len(line.said), len(graph.wall)) == ({"sent"}, 1, 1)


def test_what_was_given_up_is_sent_again_by_a_person(
    office: Office, line: FakeLine, news: Make
) -> None:
    row = services.publish(actor=office.officer, publication=news(), channels=["line"])
    line.fail = [Answer(400, {"message": "A message is invalid"})]
    services.deliver_publications()
    sending = Sending.objects.get()
    assert (_states(row), sending.state, "invalid" in sending.detail) == (
        {"line": "failed"},
        "failed",
        True,
    )
    assert Notice.objects.filter(recipient=office.officer).count() == 1
    with pytest.raises(Refused):
        services.send_again(actor=office.head, sending=sending)
    services.send_again(actor=office.officer, sending=sending)
    with pytest.raises(Refused):
        services.send_again(actor=office.officer, sending=sending)
    services.deliver_publications()
    assert (_states(row), len(line.said)) == ({"line": "sent"}, 1)


def test_an_uncertain_request_is_not_repeated_when_line_forgot_its_key(
    office: Office, line: FakeLine, news: Make
) -> None:
    row = services.publish(actor=office.officer, publication=news(), channels=["line"])
    line.cut = 1
    services.deliver_publications()
    yesterday = timezone.now() - dt.timedelta(hours=24)
    Sending.objects.update(next_attempt_at=timezone.now(), first_tried_at=yesterday)
    services.deliver_publications()
    assert (_states(row), Sending.objects.get().problem) == ({"line": "failed"}, "uncertain")
    assert len(line.posts("/broadcast")) == 1


def test_a_service_that_stays_away_is_given_up_in_the_end(
    office: Office, graph: FakeGraph, news: Make, settings: Any
) -> None:
    settings.FACEBOOK_API_URL = "http://127.0.0.1:1"
    services.publish(actor=office.officer, publication=news(), channels=["facebook"])
    for _n in range(MAX_ATTEMPTS):
        services.deliver_publications()
        _due_now()
    sending = Sending.objects.get()
    assert (sending.state, sending.attempts, sending.is_uncertain) == (
        "failed",
        MAX_ATTEMPTS,
        False,
    )


def test_a_short_quota_is_spent_on_digests(
    office: Office, line: FakeLine, news: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    bangkok = timezone.get_default_timezone()
    clock = {"now": dt.datetime(2031, 11, 10, 9, 0, tzinfo=bangkok)}
    monkeypatch.setattr(timezone, "now", lambda: clock["now"])
    line.quota, line.used, line.followers = 500, 200, 100  # three broadcasts for three weeks
    for at in range(3):
        publication = news(f"news:{at}", title=f"ข่าวที่ {at}")
        services.publish(actor=office.officer, publication=publication, channels=["line"])
    services.deliver_publications()
    assert line.said == []
    held = Delivery.objects.values_list("held_until", flat=True)
    assert {timezone.localtime(one).hour for one in held if one} == {17}
    clock["now"] = dt.datetime(2031, 11, 10, 17, 5, tzinfo=bangkok)
    services.deliver_publications()
    ((_to, messages),) = line.said
    assert _titles(messages) == ["ข่าวที่ 0", "ข่าวที่ 1", "ข่าวที่ 2"]
    services.publish(
        actor=office.officer, publication=news("news:9", title="ข่าวต่อมา"), channels=["line"]
    )
    clock["now"] += dt.timedelta(hours=1)
    services.deliver_publications()
    assert len(line.said) == 1
    line.used = 500
    clock["now"] = dt.datetime(2031, 11, 25, 17, 5, tzinfo=bangkok)
    services.deliver_publications()
    delivery = Delivery.objects.get(publication__key="news:9")
    assert delivery.held_until is not None
    assert timezone.localdate(delivery.held_until) == dt.date(2031, 12, 1)
    line.used, clock["now"] = 0, dt.datetime(2031, 12, 1, 17, 0, tzinfo=bangkok)
    services.deliver_publications()
    assert len(line.said) == 2


def test_a_quota_that_ends_in_between_puts_the_publication_back(
    office: Office, line: FakeLine, news: Make
) -> None:
    row = services.publish(actor=office.officer, publication=news(), channels=["line"])
    line.fail = [MONTHLY]
    services.deliver_publications()
    assert (_states(row), Sending.objects.count()) == ({"line": "waiting"}, 0)
    services.deliver_publications()
    assert len(line.said) == 1


def test_an_account_that_is_switched_off_is_not_asked(
    office: Office, line: FakeLine, news: Make
) -> None:
    services.publish(actor=office.officer, publication=news(), channels=["line"])
    ChannelAccount.objects.update(is_enabled=False)
    services.deliver_publications()
    assert line.asked == []
    assert "line" not in list_open_channels()
    add_account("facebook")
    assert ("facebook", "เพจ Facebook") in list_channel_choices()


@pytest.mark.parametrize(
    ("waiting", "left", "reach", "day", "last", "how"),
    [
        (3, None, 100, 10, None, "each"),
        (3, 0, 0, 10, None, "each"),
        (1, 2100, 100, 10, None, "each"),  # one a day to the end of the month
        (2, 2100, 100, 10, None, "digest"),
        (1, 300, 100, 10, 9, "hold"),
        (1, 300, 100, 16, 9, "digest"),
        (1, 99, 100, 10, None, "hold"),
        (1, 100, 100, 30, 1, "each"),
    ],
)
def test_what_is_left_of_a_month_is_shared_out(
    waiting: int, left: int | None, reach: int, day: int, last: int | None, how: str
) -> None:
    bangkok = timezone.get_default_timezone()
    spending = plan_spending(
        waiting=waiting,
        left=left,
        reach=reach,
        now=dt.datetime(2031, 11, day, 18, 0, tzinfo=bangkok),
        last_on=dt.date(2031, 11, last) if last else None,
    )
    assert spending.how == how
    if how == "hold" and left:
        assert spending.until is not None
        expected = dt.date(2031, 12, 1) if left < reach else dt.date(2031, 11, 16)
        assert spending.until.date() == expected
