"""Progress: steps with dates, results apart from expectations, evidence for many measures."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from prongsai.common.errors import Refused
from prongsai.evidence.services import add_files, add_link
from prongsai.evidence.uses import find_uses
from prongsai.measures import services
from prongsai.measures.models import Measure
from prongsai.measures.queries import access_measure
from tests.conftest import Office


@pytest.fixture
def measure(plan: Any) -> Measure:
    """The measure of the office's own division."""
    found: Measure = plan.measures.get(number="1.1")
    return found


def test_the_state_follows_the_steps(office: Office, measure: Measure) -> None:
    first, second = measure.steps.all()
    seen = []
    for step, status in ((first, "doing"), (first, "done"), (second, "done"), (second, "waiting")):
        services.record_step(actor=office.head, step=step, status=status)
        measure.refresh_from_db()
        seen.append(measure.state)
    assert seen == ["in-progress", "in-progress", "finished", "in-progress"]


def test_the_other_division_may_not_record(office: Office, measure: Measure) -> None:
    with pytest.raises(Refused):
        services.record_step(actor=office.finance, step=measure.steps.first(), status="done")
    with pytest.raises(Refused):
        services.record_outcome(actor=office.finance, measure=measure, text="x")


@pytest.mark.parametrize(
    ("started", "finished", "field"),
    [(1, None, "started_on"), (None, 1, "finished_on"), (-1, -2, "finished_on")],
)
def test_days_must_make_sense(
    office: Office, measure: Measure, started: int | None, finished: int | None, field: str
) -> None:
    today = timezone.localdate()
    days = [None if d is None else today + dt.timedelta(days=d) for d in (started, finished)]
    with pytest.raises(Refused) as refusal:
        services.record_step(
            actor=office.officer,
            step=measure.steps.first(),
            status="done",
            started_on=days[0],
            finished_on=days[1],
        )
    assert refusal.value.field == field
    assert measure.steps.first().status == "waiting"


def test_a_result_does_not_overwrite_the_expectation(office: Office, measure: Measure) -> None:
    output = measure.outputs.get()
    services.record_output(
        actor=office.head,
        measure=measure,
        output=output,
        result="คู่มือการให้บริการ",
        quantity=Decimal(2),
        unit="เล่ม",
    )
    output.refresh_from_db()
    assert (output.expected, output.result, output.quantity) == (
        "คู่มือ ๑ เล่ม",
        "คู่มือการให้บริการ",
        Decimal(2),
    )
    with pytest.raises(Refused) as refusal:
        services.record_output(
            actor=office.head, measure=measure, output=output, result="x", quantity=Decimal(-1)
        )
    assert refusal.value.field == "quantity"


def test_one_proof_serves_many_measures_and_says_so(office: Office, plan: Any) -> None:
    evidence = add_link(actor=office.officer, link="https://office.example/a", title="ประกาศ")
    for measure in plan.measures.all():
        services.attach_evidence(actor=office.officer, measure=measure, evidence=evidence)
        services.attach_evidence(actor=office.officer, measure=measure, evidence=evidence)
    uses = find_uses([evidence.pk])[evidence.pk]
    assert [use.label.split()[0] for use in uses] == ["1.1", "5.1"]
    first = plan.measures.first()
    services.detach_evidence(actor=office.officer, use=first.evidence_uses.get())
    assert len(find_uses([evidence.pk])[evidence.pk]) == 1


def test_an_indicator_has_baseline_target_and_what_was_reached(
    office: Office, measure: Measure
) -> None:
    indicator = services.add_indicator(
        actor=office.officer,
        measure=measure,
        kind="outcome",
        name="ความพึงพอใจ",
        unit="ร้อยละ",
        baseline=Decimal(70),
        target=Decimal(80),
    )
    services.record_indicator(actor=office.head, indicator=indicator, actual=Decimal("82.5"))
    indicator.refresh_from_db()
    assert indicator.actual == Decimal("82.50")
    with pytest.raises(Refused):
        services.remove_indicator(actor=office.head, indicator=indicator)
    services.remove_indicator(actor=office.officer, indicator=indicator)
    assert not measure.indicators.exists()


def test_two_people_editing_the_same_cell_are_told(
    office: Office, measure: Measure, sign_in: Any
) -> None:
    client = sign_in(office.officer)
    url = f"/office/measures/measure/{measure.public_id}/edit/title/"
    seen = measure.updated_at.isoformat()
    services.change_title(actor=office.officer, measure=measure, title="แก้โดยอีกคน")
    answer = client.post(url, {"title": "แก้ทับ", "version": seen}, HTTP_X_PRONGSAI_PART="1")
    assert answer.status_code == 422
    assert "มีผู้อื่นแก้ไข" in answer.content.decode()
    measure.refresh_from_db()
    assert measure.title == "แก้โดยอีกคน"


def test_a_cell_is_saved_in_its_place(office: Office, measure: Measure, sign_in: Any) -> None:
    client = sign_in(office.officer)
    url = f"/office/measures/measure/{measure.public_id}/edit/period/"
    form = client.get(url, HTTP_X_PRONGSAI_PART="1").content.decode()
    assert "<html" not in form
    assert "<form" in form
    answer = client.post(
        url,
        {"period_text": "ทุกเดือน", "version": measure.updated_at.isoformat()},
        HTTP_X_PRONGSAI_PART="1",
    )
    assert answer.status_code == 200
    assert "ทุกเดือน" in answer.content.decode()
    wrong = client.post(url, {"period_text": "เมื่อไรก็ได้"}, HTTP_X_PRONGSAI_PART="1")
    assert wrong.status_code == 422
    assert "aria-invalid" in wrong.content.decode()


def test_several_photos_arrive_at_once_or_not_at_all(
    office: Office, measure: Measure, sign_in: Any
) -> None:
    import io

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    def photo(name: str) -> SimpleUploadedFile:
        buffer = io.BytesIO()
        Image.new("RGB", (40, 30), "green").save(buffer, "JPEG")
        return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")

    client = sign_in(office.head)
    url = f"/office/measures/measure/{measure.public_id}/evidence/"
    bad = client.post(
        url,
        {
            "uploads": [photo("1.jpg"), SimpleUploadedFile("2.exe", b"MZ\x90\x00")],
            "caption": "ประชุม",
        },
    )
    assert bad.status_code == 422
    assert measure.evidence_uses.count() == 0
    good = client.post(url, {"uploads": [photo("1.jpg"), photo("2.jpg")], "caption": "ประชุม"})
    assert good.status_code == 302
    titles = [
        use.evidence.title
        for use in access_measure(office.head, measure.public_id).evidence_uses.all()
    ]
    assert titles == ["ประชุม (1)", "ประชุม (2)"]


def test_existing_evidence_and_registers_are_chosen(
    office: Office, measure: Measure, sign_in: Any
) -> None:
    (evidence,) = add_files(actor=office.officer, uploads=[(b"%PDF-1.7\n%%EOF\n", "คำสั่ง.pdf")])
    client = sign_in(office.head)
    url = f"/office/measures/measure/{measure.public_id}/evidence/"
    page = client.get(url + "choose/", {"q": "คำสั่ง"}).content.decode()
    assert "คำสั่ง" in page
    assert client.post(url + "choose/", {"evidence": [evidence.pk]}).status_code == 302
    assert client.post(url + "choose/", {}).status_code == 200
    saved = client.post(url + "record/", {"source_code": "annual-report", "source_year": 2568})
    assert saved.status_code == 302
    assert (
        client.post(url + "record/", {"source_code": "none", "source_year": 2568}).status_code
        == 422
    )
    kinds = sorted(use.evidence.kind for use in measure.evidence_uses.all())
    assert kinds == ["file", "record"]
