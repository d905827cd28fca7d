"""Inbox and decision page: what they show, and how few queries they need."""

from typing import Any

import pytest
from django.test import Client

from prongsai.approvals.models import Procedure
from prongsai.correspondence.services import seal
from prongsai.measures import services as measures
from tests.conftest import Office, approve, sign_desk

pytestmark = pytest.mark.django_db
# Session, account with its rights and posts, the counts of the menu: the frame on every page.
SHELL, OWN = 3, 9


@pytest.fixture
def procedure(office: Office, plan: Any) -> Procedure:
    """The plan, submitted by the officer."""
    return measures.submit_plan(actor=office.officer, plan=plan)


def as_person(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="prongsai.accounts.backends.GroupBackend")
    return client


def test_inbox_and_decision_page_take_few_queries(
    office: Office, procedure: Procedure, django_assert_max_num_queries: Any
) -> None:
    client = as_person(office.head)
    for path in ("/office/approvals/", f"/office/approvals/{procedure.public_id}/"):
        client.get(path)
        with django_assert_max_num_queries(SHELL + OWN):
            client.get(path)


def test_pages_are_asked_anew_after_each_signature(office: Office, procedure: Procedure) -> None:
    """The browser keeps pictures for a while: another signature is another address."""
    client = as_person(office.head)
    path = f"/office/approvals/{procedure.public_id}/"
    assert "?round=1&amp;v=1" in client.get(path).content.decode()
    sign_desk(procedure, office.head)
    assert "?round=1&amp;v=2" in client.get(path).content.decode()


def test_the_page_says_how_far_the_seal_is(
    office: Office, procedure: Procedure, seal_file: Any
) -> None:
    path = f"/office/approvals/{procedure.public_id}/"
    client = as_person(office.officer)
    assert client.get(path).context["outcome"] is None
    approve(office, procedure)
    waiting = client.get(path)
    assert waiting.context["outcome"].is_done is False
    assert "data-reload" in waiting.content.decode()
    procedure.refresh_from_db()
    seal(procedure=procedure)
    done = client.get(path)
    assert done.context["outcome"].link == f"/verify/{procedure.code}/"
    assert "data-reload" not in done.content.decode()


def test_a_colleague_outside_the_chain_reads_it_but_has_no_buttons(
    office: Office, procedure: Procedure
) -> None:
    page = as_person(office.finance).get(f"/office/approvals/{procedure.public_id}/")
    assert page.status_code == 200
    assert page.context["is_mine"] is False
    assert page.context["may_record_paper"] is False
