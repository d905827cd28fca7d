"""What people do in the chat with the LINE account."""

from typing import Any

from django.test import Client

from prongsai.channels import services
from tests.channels.fakes.line import FakeLine, make_event, sign


def send(*events: dict[str, Any], **more: Any) -> int:
    """LINE delivers events; the status it is answered with."""
    body, headers = sign(list(events), **more)
    answer = Client(enforce_csrf_checks=True).post(
        "/line/webhook/", body, content_type="application/json", headers=headers
    )
    services.answer_waiting()
    return answer.status_code


def says(line: FakeLine, text: str, user: str = "U1") -> str:
    """What the account answers to a text: all words of its messages."""
    before = len(line.said)
    assert (
        send(make_event(line, "message", user=user, message={"type": "text", "text": text})) == 200
    )
    return str(line.said[before:])


def touches(line: FakeLine, data: str, user: str = "U1") -> str:
    """What the account answers to a touch of its menu."""
    before = len(line.said)
    assert send(make_event(line, "postback", user=user, postback={"data": data})) == 200
    return str(line.said[before:])
