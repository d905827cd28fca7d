"""Inbox and decision page stay within their queries, however many documents are on their way."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prongsai.approvals import services
from prongsai.approvals.models import Procedure
from prongsai.measures import services as measures
from tests.conftest import Office, sign_desk

pytestmark = pytest.mark.django_db
BUDGET = 12


def submit_many(office: Office, first: int, count: int) -> list[Procedure]:
    """Documents of the plan's kind."""
    made = []
    for at in range(first, first + count):
        procedure = services.submit(
            actor=office.officer,
            kind="plan",
            subject_id=1_000_000 + at,
            title=f"เอกสารที่ {at}",
            number=f"มค ๘๐๓๐๑/{at}",
            dated_on=timezone.localdate(),
            content={"at": at},
        )
        made.append(procedure)
    return made


def count_queries(client: Any, address: str) -> int:
    """How often a page asks the database, the second time it is asked for."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("persona", ["mayor", "head", "officer", "admin"])
def test_the_inbox_asks_as_often_for_many_as_for_few(
    office: Office, sign_in: Any, persona: str
) -> None:
    submit_many(office, 0, 2)
    client = sign_in(office.people[persona])
    few = count_queries(client, "/office/approvals/")
    submit_many(office, 10, 25)
    assert count_queries(client, "/office/approvals/") == few <= BUDGET


@pytest.mark.parametrize("persona", ["palad", "officer"])
def test_the_decision_page_asks_as_often_for_many_rounds_as_for_one(
    office: Office, plan: Any, sign_in: Any, persona: str
) -> None:
    procedure = measures.submit_plan(actor=office.officer, plan=plan)
    sign_desk(procedure, office.head)
    address = f"/office/approvals/{procedure.public_id}/"
    client = sign_in(office.people[persona])
    few = count_queries(client, address)
    submit_many(office, 10, 10)
    for _n in range(3):
        sign_desk(procedure, office.palad, "returned", reason="แก้")
        measures.submit_plan(actor=office.officer, plan=plan)
        sign_desk(procedure, office.head)
    assert count_queries(client, address) == few <= BUDGET
