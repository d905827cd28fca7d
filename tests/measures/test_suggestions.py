"""Registers that prove a measure suggest its results; the officer takes the text over or not."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from prongsai.common.errors import Refused
from prongsai.evidence.services import add_record
from prongsai.measures import services
from prongsai.measures.proving import list_proofs
from prongsai.measures.queries import access_measure
from tests.conftest import Office
from tests.correspondence.test_papers import issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def use(office: Office, plan: Any) -> Any:
    """The register of orders as proof of a measure."""
    evidence = add_record(
        actor=office.officer, source_code="order-website-keepers", fiscal_year=plan.fiscal_year
    )
    measure = plan.measures.get(number="1.1")
    return services.attach_evidence(actor=office.officer, measure=measure, evidence=evidence)


def test_nothing_is_suggested_before_there_is_something(office: Office, use: Any) -> None:
    with pytest.raises(Refused):
        services.take_suggestion(actor=office.officer, use=use, what="output")
    with pytest.raises(Refused):
        services.take_suggestion(actor=office.officer, use=use, what="nonsense")


def test_an_issued_order_becomes_the_output_with_its_count(
    office: Office, use: Any, sign_in: Callable[[Any], Any]
) -> None:
    issue(office, class_code="website-keepers", fiscal_year=use.evidence.source_year)
    measure = access_measure(office.officer, use.measure.public_id)
    (proof,) = list_proofs(measure)
    assert (len(proof.report.items), list(proof.report.missing)) == (1, [])
    output = measure.outputs.get()
    client = sign_in(office.officer)
    page = client.get(reverse("measures_measure", args=[measure.public_id])).text
    assert proof.report.suggested_output is not None
    assert proof.report.suggested_output[2] in page
    address = reverse("measures_suggestion", args=[measure.public_id, use.pk])
    assert client.post(address, {"what": "output", "output": output.pk}).status_code == 302
    output.refresh_from_db()
    assert output.result.startswith("มีคำสั่งองค์การบริหารส่วนตำบลทดสอบ ที่ ๑/")
    assert (output.quantity, output.unit) == (Decimal(1), "ฉบับ")


def test_another_division_takes_nothing_over(office: Office, use: Any) -> None:
    issue(office, class_code="website-keepers", fiscal_year=use.evidence.source_year)
    with pytest.raises(Refused):
        services.take_suggestion(actor=office.finance, use=use, what="output")
