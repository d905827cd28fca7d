"""Mail leaves through an outbox to a real SMTP server; nothing is lost, nothing is sent twice."""

from collections.abc import Iterator
from email.header import decode_header, make_header
from typing import Any

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import transaction
from django.utils import timezone

from prongsai.channels import services
from prongsai.channels.models import Notice, OutgoingMail, Subscriber
from prongsai.channels.rules import MAX_ATTEMPTS, next_attempt
from prongsai.common.errors import Refused
from tests.channels.conftest import make_news
from tests.channels.fakes.smtp import Inbox, receiving
from tests.conftest import Office


@pytest.fixture
def inbox(settings: Any) -> Iterator[Inbox]:
    """A mail server on this machine."""
    with receiving(Inbox()) as handler:
        settings.EMAIL_RELAY_URL = handler.url
        yield handler


def _due_now() -> None:
    OutgoingMail.objects.update(next_attempt_at=timezone.now())


@pytest.mark.django_db
def test_a_thai_mail_arrives_as_it_was_written(inbox: Inbox) -> None:
    send_mail("ขอข้อมูลจากกอง", "ภายในวันนี้\nhttp://x/", None, ["head@office.example"])
    assert inbox.messages == []
    assert services.deliver_waiting() == 1
    (message,) = inbox.messages
    assert str(make_header(decode_header(message["Subject"]))) == "ขอข้อมูลจากกอง"
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert "ภายในวันนี้" in body.decode()
    row = OutgoingMail.objects.get()
    assert (row.state, bytes(row.message)) == ("sent", b"")
    assert services.deliver_waiting() == 0


@pytest.mark.django_db
def test_a_mail_of_a_failed_act_is_never_sent(inbox: Inbox) -> None:
    def act() -> None:
        with transaction.atomic():
            EmailMessage("x", "y", None, ["a@office.example"]).send()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert services.deliver_waiting() == 0


@pytest.mark.django_db
def test_a_busy_server_is_tried_again_later_with_the_same_id(inbox: Inbox) -> None:
    send_mail("s", "b", None, ["a@office.example"])
    inbox.answer = "451 busy"
    assert services.deliver_waiting() == 0
    row = OutgoingMail.objects.get()
    assert (row.state, row.attempts) == ("waiting", 1)
    assert row.next_attempt_at > timezone.now()
    assert "451" in row.last_error
    inbox.answer = ""
    assert services.deliver_waiting() == 0
    _due_now()
    assert services.deliver_waiting() == 1
    assert inbox.messages[0]["Message-ID"] == row.message_id


@pytest.mark.django_db
def test_a_final_refusal_is_given_up_and_an_administrator_may_try_again(
    inbox: Inbox, office: Office
) -> None:
    send_mail("s", "b", None, ["nobody@office.example"])
    inbox.answer = "550 no such person"
    services.deliver_waiting()
    row = OutgoingMail.objects.get()
    assert row.state == "failed"
    with pytest.raises(Refused):
        services.resend(actor=office.officer, mail=row)
    services.resend(actor=office.admin, mail=row)
    inbox.answer = ""
    assert services.deliver_waiting() == 1


@pytest.mark.django_db
def test_a_lost_answer_repeats_a_colleague_s_mail_under_its_id_and_never_a_publication(
    inbox: Inbox, office: Office
) -> None:
    Subscriber.objects.create(email="a@people.example")
    services.publish(actor=office.officer, publication=make_news(), channels=["email"])
    services.deliver_publications()
    send_mail("s", "b", None, ["b@office.example"])
    inbox.cut = 2
    assert services.deliver_waiting() == 0
    _due_now()
    assert services.deliver_waiting() == 1
    assert [message["To"] for message in inbox.messages] == [
        "b@office.example", "a@people.example", "b@office.example",
    ]  # fmt: skip
    assert inbox.messages[0]["Message-ID"] == inbox.messages[2]["Message-ID"]
    left = OutgoingMail.objects.exclude(delivery=None).get()
    assert (left.state, left.is_uncertain) == ("failed", True)


@pytest.mark.django_db
def test_a_relay_that_takes_no_mail_of_ours_is_tried_again_and_blames_nobody(
    inbox: Inbox, office: Office
) -> None:
    first, gone = (Subscriber.objects.create(email=f"{n}@people.example") for n in "ab")
    services.publish(actor=office.officer, publication=make_news(), channels=["email"])
    services.deliver_publications()
    inbox.stranger = "530 5.7.0 Must issue a STARTTLS command first"
    assert services.deliver_waiting() == 0
    assert set(OutgoingMail.objects.values_list("state", "attempts")) == {("waiting", 1)}
    inbox.stranger, inbox.answer = "", "550 5.7.1 message refused by a rule"
    _due_now()
    services.deliver_waiting()
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"failed"}
    inbox.answer, inbox.unknown = "", {gone.email}
    OutgoingMail.objects.update(state="waiting")
    services.deliver_waiting()
    assert list(Subscriber.objects.order_by("email").values_list("bounces", flat=True)) == [0, 1]
    assert [message["To"] for message in inbox.messages] == [first.email]


@pytest.mark.django_db
def test_a_server_that_is_away_loses_nothing(settings: Any) -> None:
    settings.EMAIL_RELAY_URL = "smtp://127.0.0.1:1"
    send_mail("s", "b", None, ["a@office.example"])
    for _n in range(MAX_ATTEMPTS):
        _due_now()
        services.deliver_waiting()
    row = OutgoingMail.objects.get()
    assert (row.state, row.attempts) == ("failed", MAX_ATTEMPTS)
    assert bytes(row.message)


@pytest.mark.django_db
def test_without_a_server_mail_waits(settings: Any, office: Office, sign_in: Any) -> None:
    settings.EMAIL_RELAY_URL = ""
    send_mail("s", "b", None, ["a@office.example"])
    assert services.deliver_waiting() == 0
    page = sign_in(office.admin).get("/office/outbox/").content.decode()
    assert "PRONGSAI_EMAIL_URL" in page


def test_the_pauses_grow() -> None:
    pauses = [next_attempt(n) for n in range(1, MAX_ATTEMPTS)]
    assert pauses == sorted(pauses)
    assert pauses[0].total_seconds() <= 300


def test_a_notice_of_the_same_cause_is_given_once(office: Office) -> None:
    for _n in range(2):
        services.notify(
            recipients=[office.head, office.head], text="ถึงกำหนด", link="/office/", key="k"
        )
    assert Notice.objects.count() == 1


def test_notices_are_read_by_their_owner_alone(office: Office, sign_in: Any) -> None:
    services.notify(
        recipients=[office.head, office.palad], text="เรื่องของหัวหน้า", link="/office/", key="k"
    )
    client = sign_in(office.head)
    assert "เรื่องของหัวหน้า" in client.get("/office/notices/").content.decode()
    client.post("/office/notices/read/")
    assert list(Notice.objects.filter(read_at=None).values_list("recipient", flat=True)) == [
        office.palad.pk
    ]
