"""A page whose database is away, and one that breaks by itself."""

from typing import Any

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.test import Client

from prongsai.measures import queries
from tests.conftest import Office


@pytest.fixture
def client() -> Client:
    """A visitor who gets the page of the failure, not its exception."""
    return Client(raise_request_exception=False)


def test_while_the_database_is_away_people_are_asked_to_wait(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Any, *args: Any, **more: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", refuse)
        answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "ฐานข้อมูลกำลังเริ่มทำงานใหม่" in answer.content.decode()
    assert "server closed" not in answer.content.decode()


def test_any_other_failure_is_500_in_thai(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **more: Any) -> None:
        raise ValueError("secret detail")

    monkeypatch.setattr(queries, "list_public_plans", fail)
    answer = client.get("/plan/")
    assert answer.status_code == 500
    assert "ระบบขัดข้อง" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()
