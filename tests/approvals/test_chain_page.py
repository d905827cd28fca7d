"""The page on which the officer says who signs."""

from typing import Any

import pytest
from django.test import Client

from prongsai.approvals.queries import list_chain_steps
from tests.conftest import Office

pytestmark = pytest.mark.django_db
PAGE = "/office/approvals/chains/plan/"


@pytest.fixture
def officer(office: Office) -> Client:
    client = Client()
    client.force_login(office.officer, backend="prongsai.accounts.backends.GroupBackend")
    return client


def as_shown(officer: Client) -> dict[str, Any]:
    """What the browser would send when nothing is touched."""
    desks = officer.get(PAGE).context["desks"]
    data = {f"form-{key}": value for key, value in desks.management_form.initial.items()}
    for form in desks:
        for field in form:
            value = field.value()
            data[field.html_name] = "" if value is None or value is False else value
    return {key: value for key, value in data.items() if not key.endswith("DELETE")}


def kinds_and_roles() -> list[tuple[str, str]]:
    return [(step.kind, step.role) for step in list_chain_steps("plan")]


def test_saving_the_untouched_page_changes_nothing(officer: Client) -> None:
    before = kinds_and_roles()
    assert officer.post(PAGE, as_shown(officer)).status_code == 302
    assert kinds_and_roles() == before


@pytest.mark.parametrize(("place", "at"), [("", 3), ("3", 2), ("2", 1)])
def test_a_new_desk_takes_its_place_before_the_one_that_has_it(
    officer: Client, place: str, at: int
) -> None:
    new = {"kind": "opinion", "role": "division-head", "days": "2", "ORDER": place}
    data = as_shown(officer) | {f"form-4-{key}": value for key, value in new.items()}
    answer = officer.post(PAGE, data)
    assert answer.status_code == 302, answer.context["desks"].errors
    steps = list_chain_steps("plan")
    assert len(steps) == 5
    assert steps[at].days == 2


def test_a_desk_is_taken_out(officer: Client) -> None:
    data = as_shown(officer) | {"form-1-DELETE": "on"}
    assert officer.post(PAGE, data).status_code == 302
    assert [kind for kind, _role in kinds_and_roles()] == ["report", "opinion", "decide"]


def test_a_chain_without_its_decision_is_refused(officer: Client) -> None:
    before = kinds_and_roles()
    assert officer.post(PAGE, as_shown(officer) | {"form-3-DELETE": "on"}).status_code == 422
    assert kinds_and_roles() == before
