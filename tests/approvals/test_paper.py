"""Signed on paper: any desk, the reporter's own first; one photo may carry several signatures."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from prongsai.approvals import services
from prongsai.approvals.models import Act, Procedure
from prongsai.approvals.queries import access_procedure, find_desk, last_round, list_waiting_for
from prongsai.common.errors import Refused
from prongsai.correspondence.approvable import compose_round
from prongsai.correspondence.content import Signature, Statement
from prongsai.measures import services as measures
from tests.conftest import Office, sign_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def procedure(office: Office, plan: Any) -> Procedure:
    """The plan, submitted by the officer who signs on the printed paper."""
    return measures.submit_plan(actor=office.officer, plan=plan, on_paper=True)


def photo(color: str = "ivory") -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (600, 800), color).save(buffer, "JPEG")
    return SimpleUploadedFile("IMG.jpg", buffer.getvalue(), "image/jpeg")


def given(procedure: Procedure, **more: Any) -> dict[str, Any]:
    desk = find_desk(procedure, timezone.localdate())
    assert desk is not None
    return {
        "digest": last_round(procedure).sha256,
        "at": str(desk.steps[0].order),
        "verdict": "signed",
        "name": "นางสาวกานดา ใจงาม",
        "lines": "นักจัดการงานทั่วไป",
        "signed_on": timezone.localdate().isoformat(),
    } | more


def send(person: Any, procedure: Procedure, **more: Any) -> Any:
    client = Client()
    client.force_login(person, backend="prongsai.accounts.backends.GroupBackend")
    return client.post(f"/office/approvals/{procedure.public_id}/paper/", given(procedure, **more))


def test_the_reporter_signs_the_submitted_paper_before_it_goes_on(
    office: Office, procedure: Procedure
) -> None:
    today = timezone.localdate()
    assert Act.objects.count() == 0
    assert [d.procedure for d in list_waiting_for(office.officer, today)] == [procedure]
    assert list_waiting_for(office.head, today) == []
    with pytest.raises(Refused):
        sign_desk(procedure, office.head)
    assert send(office.officer, procedure, scan=photo()).status_code == 302
    act = Act.objects.get()
    assert (act.step.order, act.is_on_paper, act.scan is not None) == (1, True, True)
    assert (act.verdict, act.opinion) == ("signed", "")
    assert list_waiting_for(office.head, today)[0].procedure == procedure


def test_a_reporter_who_changes_their_mind_signs_on_the_screen(
    office: Office, procedure: Procedure
) -> None:
    with pytest.raises(Refused):
        sign_desk(procedure, office.officer, "returned", reason="x")
    (act,) = sign_desk(procedure, office.officer)
    assert (act.is_on_paper, act.opinion) == (False, "")


def test_only_the_reporter_of_the_day_submits_for_signing_on_paper(
    office: Office, plan: Any
) -> None:
    with pytest.raises(Refused):
        measures.submit_plan(actor=office.admin, plan=plan, on_paper=True)
    assert Procedure.objects.count() == 0


def test_a_report_and_a_corrected_one_can_be_signed_on_paper(office: Office, plan: Any) -> None:
    today = timezone.localdate()
    report = measures.submit_report(actor=office.officer, plan=plan, as_of=today, on_paper=True)
    assert report.procedure is not None
    send(office.officer, report.procedure, scan=photo())
    sign_desk(report.procedure, office.head, "returned", reason="แก้ตัวเลข")
    again = measures.submit_report(actor=office.officer, plan=plan, as_of=today, on_paper=True)
    assert again.pk == report.pk
    assert list_waiting_for(office.officer, today)[0].round.number == 2


def test_a_paper_needs_its_photo_and_one_photo_may_show_the_next_signature_too(
    office: Office, procedure: Procedure
) -> None:
    refused = send(office.officer, procedure)
    assert refused.status_code == 422
    assert refused.context["paper"].errors["scan"]
    assert Act.objects.count() == 0
    send(office.officer, procedure, scan=photo())
    head = given(procedure, name="นายวิชัย มั่นคง", lines="หัวหน้าสำนักปลัด", opinion="- เห็นควร")
    assert send(office.officer, procedure, **head).status_code == 302
    first, second = Act.objects.order_by("step__order")
    assert (second.scan, second.opinion) == (first.scan, "- เห็นควร")
    send(office.officer, procedure, scan=photo("white"))
    assert Act.objects.order_by("step__order").last().scan != first.scan  # type: ignore[union-attr]


def test_a_file_that_is_no_picture_is_refused_beside_its_field(
    office: Office, procedure: Procedure
) -> None:
    program = SimpleUploadedFile("a.jpg", b"MZ\x90\x00", "image/jpeg")
    answer = send(office.officer, procedure, scan=program)
    assert answer.status_code == 422
    assert answer.context["paper"].errors["scan"]
    assert Act.objects.count() == 0


def test_the_paper_to_sign_names_who_signs_today(office: Office, procedure: Procedure) -> None:
    round = last_round(access_procedure(office.officer, procedure.public_id))
    blocks = [block for section in compose_round(round).sections for block in section.blocks]
    found = [b if isinstance(b, Signature) else b.signature for b in blocks if _is_signed(b)]
    people = (office.officer, office.head, office.palad, office.mayor)
    assert [signature.name for signature in found] == [str(user) for user in people]
    assert {signature.note for signature in found} == {""}
    services.withdraw(actor=office.officer, procedure=procedure, reason="ผิดปี")
    round = last_round(access_procedure(office.officer, procedure.public_id))
    blocks = [block for section in compose_round(round).sections for block in section.blocks]
    assert {b.signature.name for b in blocks if isinstance(b, Statement)} == {""}


def _is_signed(block: Any) -> bool:
    return isinstance(block, Signature | Statement)


def test_a_paper_signature_that_is_sent_twice_does_not_fill_the_next_desk(
    office: Office, procedure: Procedure
) -> None:
    sent = {"at": "1", "name": "คุณofficer"}
    assert send(office.officer, procedure, scan=photo(), **sent).status_code == 302
    again = send(office.officer, procedure, scan=photo(), **sent)
    assert again.status_code == 422
    page = again.content.decode()
    assert "บันทึก" in page
    assert 'name="at" value="2"' in page
    assert "คุณofficer" not in page.partition('name="at"')[2].partition("</form>")[0]
    assert Act.objects.count() == 1
