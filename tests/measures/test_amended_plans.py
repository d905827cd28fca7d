"""A plan that is amended after its approval: what counts, and when it may be published."""

from pathlib import Path
from typing import Any

import pytest

from prongsai.common.errors import Refused
from prongsai.correspondence.queries import find_sealed
from prongsai.correspondence.services import seal
from prongsai.measures import services
from prongsai.measures.models import Publication
from tests.conftest import Office, approve, sign_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(office: Office, plan: Any, seal_file: Path) -> Publication:
    """The plan: approved, sealed, published."""
    procedure = services.submit_plan(actor=office.officer, plan=plan)
    approve(office, procedure)
    seal(procedure=procedure)
    plan.refresh_from_db()
    return services.publish_plan(actor=office.officer, plan=plan)


def rename(office: Office, plan: Any, title: str) -> None:
    """Amend the first measure of an announced plan."""
    services.change_title(
        actor=office.officer, measure=plan.measures.get(number="1.1"), title=title, reason="มติ"
    )


def test_a_refused_amendment_leaves_the_approval_that_counts(
    office: Office, plan: Any, published: Publication
) -> None:
    rename(office, plan, "ชื่อใหม่")
    again = services.submit_plan(actor=office.officer, plan=plan)
    version = services.publish_plan(actor=office.officer, plan=plan)  # while it waits
    assert version.procedure == published.procedure
    sign_desk(again, office.head)
    sign_desk(again, office.palad)
    sign_desk(again, office.mayor, "refused", reason="ไม่จำเป็น")
    measure = plan.measures.get(number="5.1")
    services.record_outcome(actor=office.officer, measure=measure, text="ผล")
    version = services.publish_plan(actor=office.officer, plan=plan)
    assert version.procedure == published.procedure
    sealed = find_sealed(published.procedure)
    assert sealed is not None
    assert version.files["plan.pdf"]["sha256"] == sealed.sha256


def test_an_approved_plan_is_not_published_before_its_seal(
    office: Office, plan: Any, seal_file: Path
) -> None:
    procedure = services.submit_plan(actor=office.officer, plan=plan)
    approve(office, procedure)
    plan.refresh_from_db()
    with pytest.raises(Refused):
        services.publish_plan(actor=office.officer, plan=plan)
    seal(procedure=procedure)
    assert "plan.pdf" in services.publish_plan(actor=office.officer, plan=plan).files


def test_amendments_that_were_approved_after_a_return_are_not_open(
    office: Office, plan: Any, published: Publication
) -> None:
    rename(office, plan, "ชื่อใหม่")
    again = services.submit_plan(actor=office.officer, plan=plan)
    sign_desk(again, office.head, "returned", reason="แก้อีก")
    plan.refresh_from_db()
    rename(office, plan, "ชื่อใหม่กว่า")
    services.submit_plan(actor=office.officer, plan=plan)
    approve(office, again)
    plan.refresh_from_db()
    assert not services.has_open_amendments(plan)
    with pytest.raises(Refused):
        services.submit_plan(actor=office.officer, plan=plan)
