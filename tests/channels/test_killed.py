"""The worker is killed in the middle of a request (SIGKILL): nothing is said twice, nothing is lost."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.mail import send_mail
from django.db import connection
from django.utils import timezone

from prongsai.accounts.services import create_account
from prongsai.channels import services
from prongsai.channels.models import Delivery, Notice, OutgoingMail, Sending, Subscriber
from prongsai.channels.rules import LEASE, MAIL_LEASE
from tests.channels.conftest import add_account, make_news
from tests.channels.fakes.graph import FakeGraph
from tests.channels.fakes.line import FakeLine
from tests.channels.fakes.server import running, wait_until
from tests.channels.fakes.smtp import SlowInbox, receiving

ROOT = Path(__file__).resolve().parents[2]


def _start(**more: str) -> subprocess.Popen[bytes]:
    given = {
        "settings": {"EMAIL_RELAY_URL": "", **more},
        "data": str(django_settings.DATA_DIR),
        "database": connection.settings_dict["NAME"],
    }
    command = [sys.executable, "-m", "tests.channels.worker", json.dumps(given)]
    return subprocess.Popen(command, cwd=ROOT)


def _kill_when(worker: subprocess.Popen[bytes], is_true: Any) -> None:
    wait_until(is_true)
    worker.kill()
    worker.wait()


def _let_the_lease_end() -> None:
    past = timezone.now() - LEASE
    Sending.objects.filter(state="waiting").update(claimed_until=past, next_attempt_at=past)


@pytest.mark.parametrize("channel", ["line", "facebook"])
def test_a_killed_worker_says_nothing_twice_and_loses_nothing(
    channel: str, committed: None, settings: Any
) -> None:
    fake: FakeLine | FakeGraph = FakeLine() if channel == "line" else FakeGraph()
    with running(fake):
        add_account(channel)
        services.publish(actor=None, publication=make_news(), channels=[channel, "website"])
        settings.LINE_API_URL, settings.FACEBOOK_API_URL = fake.url, f"{fake.url}/v25.0"
        end = "/broadcast" if channel == "line" else "/feed"
        fake.hold.clear()
        urls = {name: getattr(settings, name) for name in ("LINE_API_URL", "FACEBOOK_API_URL")}
        _kill_when(_start(**urls), lambda: fake.posts(end))
        fake.hold.set()
        assert Sending.objects.get().is_uncertain
        services.deliver_publications()  # the lease of the killed one still runs
        assert len(fake.posts(end)) == 1
        for _n in range(2):
            _let_the_lease_end()
            services.deliver_publications()
    told = fake.said if isinstance(fake, FakeLine) else fake.wall
    assert len(told) == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_a_worker_killed_between_mails_leaves_the_one_in_its_hand_to_a_person(
    committed: None, settings: Any
) -> None:
    admin = create_account(actor=None, username="boss", full_name="ผู้ดูแล", is_admin=True)
    for at in range(3):
        Subscriber.objects.create(email=f"p{at}@people.example")
    services.publish(actor=None, publication=make_news(), channels=["email"])
    inbox = SlowInbox()
    with receiving(inbox):
        _kill_when(_start(EMAIL_RELAY_URL=inbox.url), lambda: inbox.messages)
        inbox.hold.set()
        assert OutgoingMail.objects.filter(state="waiting").count() == 3
        settings.EMAIL_RELAY_URL = inbox.url
        assert services.deliver_waiting() == 2  # the lease of the killed one still runs
        OutgoingMail.objects.update(claimed_until=timezone.now() - MAIL_LEASE)
        assert services.deliver_waiting() == 0
        ids = [message["Message-ID"] for message in inbox.messages]
        assert (len(ids), len(set(ids))) == (3, 3)  # each once
        left = OutgoingMail.objects.get(state="failed")  # and none is lost: a person decides
        assert (left.is_uncertain, left.message_id) == (True, ids[0])
        assert Notice.objects.filter(recipient=admin).count() == 1
        services.resend(actor=admin, mail=left)
        assert services.deliver_waiting() == 1
    assert inbox.messages[-1]["Message-ID"] == ids[0]
    assert OutgoingMail.objects.filter(state="sent").count() == 3


def test_a_worker_killed_with_a_colleague_s_mail_sends_it_under_the_same_id(
    committed: None, settings: Any
) -> None:
    send_mail("s", "b", None, ["a@office.example"])
    inbox = SlowInbox()
    with receiving(inbox):
        _kill_when(_start(EMAIL_RELAY_URL=inbox.url), lambda: inbox.messages)
        inbox.hold.set()
        settings.EMAIL_RELAY_URL = inbox.url
        assert services.deliver_waiting() == 0
        OutgoingMail.objects.update(claimed_until=timezone.now() - MAIL_LEASE)
        assert services.deliver_waiting() == 1
    assert len({message["Message-ID"] for message in inbox.messages}) == 1
