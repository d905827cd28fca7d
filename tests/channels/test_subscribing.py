"""News by mail: asked for, confirmed, ended; nothing is kept of who did not confirm or does not want it."""

import datetime as dt
import re
from email import message_from_bytes
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from prongsai.channels import services
from prongsai.channels.models import Attempt, OutgoingMail, Subscriber
from prongsai.channels.services.subscribing import Wish, make_token
from tests.channels.conftest import make_news
from tests.channels.fakes.smtp import Inbox, receiving
from tests.conftest import Office

ASK = {"email": "Somchai@People.example", "kinds": ["news", "procurement"], "language": "th"}


def _ask(client: Client, **more: Any) -> Any:
    return client.post("/subscribe/", ASK | more, REMOTE_ADDR="203.0.113.7")


def _link() -> str:
    content = bytes(OutgoingMail.objects.order_by("-id")[0].message)
    part = message_from_bytes(content).get_payload(0)
    text = part.get_payload(decode=True).decode()  # type: ignore[union-attr]
    found = re.search(r"http\S+(/subscribe/confirm/\S+/)", text)
    assert found
    return found[1]


def test_a_citizen_subscribes_with_two_steps_and_leaves_with_one(
    office: Office, client: Client, settings: Any
) -> None:
    settings.PRONGSAI_BASE_URL = "https://www.example.go.th"
    page = client.get("/subscribe/").content.decode()
    assert "48" in page
    assert _ask(client).headers["Location"] == "/subscribe/asked/"
    assert Subscriber.objects.count() == 0
    link = _link()
    assert "somchai" not in link
    shown = client.get(link).content.decode()
    assert "somchai@people.example" in shown
    assert Subscriber.objects.count() == 0  # a mail program that looks at links confirms nothing
    for _n in range(2):
        assert client.post(link).headers["Location"] == "/subscribe/done/"
    row = Subscriber.objects.get()
    assert (row.email, row.kinds) == ("somchai@people.example", ["news", "procurement"])
    services.publish(actor=office.officer, publication=make_news(), channels=["email"])
    services.deliver_publications()
    sent = OutgoingMail.objects.exclude(delivery=None).get()
    head = message_from_bytes(bytes(sent.message))
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert head["Message-ID"] == sent.message_id
    assert {part.get_content_type() for part in head.walk()} >= {"text/plain", "text/html"}
    leave = re.sub(r"^<https?://[^/]+|>$", "", "".join(str(head["List-Unsubscribe"]).split()))
    assert "<form" in client.get(leave).content.decode()
    assert Subscriber.objects.count() == 1
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(leave, {"List-Unsubscribe": "One-Click"})
    # No redirect, no cookie: a mail program follows neither (RFC 8058).
    assert (answer.status_code, answer.cookies.output()) == (200, "")
    assert (Subscriber.objects.count(), OutgoingMail.objects.count()) == (0, 0)
    assert stranger.post(leave).status_code == stranger.get(leave).status_code == 200


def test_the_form_never_tells_who_is_subscribed_and_tires_of_too_much(
    office: Office, client: Client
) -> None:
    Subscriber.objects.create(email="somchai@people.example")
    answers = {
        _ask(client, email=email).headers["Location"] for email in (ASK["email"], "b@x.example")
    }
    assert answers == {"/subscribe/asked/"}
    for _n in range(4):
        assert _ask(client).status_code == 302
    assert OutgoingMail.objects.filter(recipient="somchai@people.example").count() == 2
    for number in range(5):
        _ask(client, email=f"{number}@x.example")
    refused = _ask(client, email="last@x.example")
    assert (refused.status_code, "อีกหนึ่งชั่วโมง" in refused.content.decode()) == (422, True)
    # Behind a proxy of this machine everybody has its address: only the other limits count.
    assert client.post("/subscribe/", ASK | {"email": "z@x.example"}).status_code == 302
    assert not Attempt.objects.filter(who__contains="somchai").exists()
    for wrong in ({"email": "nobody"}, {"kinds": ["gossip"]}, {"language": "xx"}):
        assert _ask(client, **wrong).status_code == 422


def test_old_links_and_old_traces_are_forgotten(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ask(client)
    link, now = _link(), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(hours=49))
    answer = client.post(link)
    assert (answer.status_code, Subscriber.objects.count()) == (422, 0)
    assert client.post("/subscribe/confirm/nonsense/").status_code == 422
    services.purge()
    assert (OutgoingMail.objects.count(), Attempt.objects.count()) == (0, 0)
    fresh = make_token(Wish("a@x.example", (), "en"))
    assert services.confirm_subscription(token=fresh).language == "en"


def test_an_address_that_refuses_three_times_is_forgotten_when_others_are_reached(
    office: Office, settings: Any
) -> None:
    Subscriber.objects.create(email="a@people.example")
    gone = Subscriber.objects.create(email="gone@people.example")

    def tell(key: str) -> None:
        services.publish(actor=office.officer, publication=make_news(key), channels=["email"])
        services.deliver_publications()
        services.deliver_waiting()

    with receiving(Inbox()) as inbox:
        settings.EMAIL_RELAY_URL = inbox.url
        inbox.answer = "550 relaying denied"
        for at in range(3):
            tell(f"denied:{at}")
        gone.refresh_from_db()
        assert gone.bounces == 0  # the relay's fault, not theirs
        inbox.answer, inbox.unknown = "", {"gone@people.example"}
        for at in range(3):
            assert Subscriber.objects.count() == 2
            tell(f"news:{at}")
    assert Subscriber.objects.get().email == "a@people.example"
    assert not OutgoingMail.objects.filter(recipient="gone@people.example").exists()
