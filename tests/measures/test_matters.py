"""A resolution, problem or suggestion of a meeting becomes a step of a measure."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404

from prongsai.common.errors import Refused
from prongsai.evidence.matters import registry
from prongsai.measures import services
from prongsai.measures.models import Amendment, Measure, Plan, StepOrigin
from prongsai.meetings import services as meetings
from prongsai.meetings.matters import CONCERN, RESOLUTION
from prongsai.meetings.models import Concern, Resolution
from tests.conftest import Office, approve
from tests.meetings.conftest import add_secret, begin, line, make_staff, resolve

pytestmark = pytest.mark.django_db
TEXT = "ผู้มาติดต่อ\nเตรียมเอกสารไม่ครบ"


@pytest.fixture
def meeting(office: Office) -> Any:
    """A meeting under way."""
    return begin(office, make_staff(office))


@pytest.fixture
def concern(office: Office, meeting: Any) -> Concern:
    """A problem that was raised."""
    return meetings.raise_concern(
        actor=office.officer, item=line(meeting, "new"), kind="problem", text=TEXT
    )


@pytest.fixture
def measure(plan: Plan) -> Measure:
    """A measure with two steps."""
    return plan.measures.get(number="1.1")


def take(office: Office, measure: Measure, matter: Any, **more: Any) -> Any:
    given = {"kind": CONCERN, "text": matter.text} | more
    return services.add_step_from(
        actor=office.officer, measure=measure, public_id=matter.public_id, **given
    )


def address(matter: Any, code: str = CONCERN) -> str:
    return f"/office/measures/step-from/{code}/{matter.public_id}/"


def test_a_problem_becomes_the_last_step_and_both_say_so(
    office: Office, plan: Plan, measure: Measure, concern: Concern, sign_in: Callable[[Any], Any]
) -> None:
    client = sign_in(office.officer)
    where = f"/office/meetings/concerns/{concern.public_id}/"
    assert address(concern) in client.get(where).text
    assert address(concern) in client.get("/office/meetings/concerns/").text
    form = client.get(address(concern))
    assert form.context["form"].initial["text"] == "ผู้มาติดต่อ เตรียมเอกสารไม่ครบ"
    answer = client.post(
        address(concern), {"measure": measure.pk, "text": "จัดทำรายการเอกสาร\nให้ชัดเจน"}
    )
    assert answer.status_code == 302
    steps = list(measure.steps.all())
    assert [step.text for step in steps][:2] == ["แต่งตั้งคณะทำงาน", "เผยแพร่บนเว็บไซต์"]
    assert (steps[2].text, steps[2].position) == ("จัดทำรายการเอกสาร ให้ชัดเจน", 3)
    page = client.get(answer["Location"]).text
    assert where in page
    assert steps[2].origin.label in page
    said = f"เป็นขั้นตอนของมาตรการ 1.1 แล้ว (ปี {plan.fiscal_year})"
    assert said in client.get(where).text
    assert said in client.get("/office/meetings/concerns/").text


def test_a_resolution_becomes_a_step_and_keeps_its_origin_when_steps_are_edited(
    office: Office, meeting: Any, measure: Measure
) -> None:
    resolution = resolve(office, meeting, "ให้จัดทำแผ่นพับ")
    step = take(office, measure, resolution, kind=RESOLUTION)
    services.change_steps(
        actor=office.officer, measure=measure, texts=["ใหม่", *(s.text for s in measure.steps.all())]
    )
    step.refresh_from_db()
    assert (step.position, step.origin.public_id) == (4, resolution.public_id)
    (link,) = registry.find_taken(RESOLUTION, [resolution.public_id])[resolution.public_id]
    assert "1.1" in link.label
    services.change_steps(actor=office.officer, measure=measure, texts=["ใหม่"])
    assert registry.find_taken(RESOLUTION, [resolution.public_id])[resolution.public_id] == []


def test_the_same_matter_is_a_step_of_a_measure_once(
    office: Office, plan: Plan, measure: Measure, concern: Concern
) -> None:
    take(office, measure, concern)
    with pytest.raises(Refused) as refusal:
        take(office, measure, concern, text="อีกครั้ง")
    assert refusal.value.field == "measure"
    take(office, plan.measures.get(number="5.1"), concern)
    assert StepOrigin.objects.count() == 2


@pytest.mark.parametrize(("text", "field"), [(" \n ", "text"), ("ก" * 1001, "text")])
def test_a_wrong_text_is_said_beside_its_field(
    office: Office, measure: Measure, concern: Concern, sign_in: Any, text: str, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        take(office, measure, concern, text=text)
    assert refusal.value.field == field
    data = {"measure": measure.pk, "text": text}
    answer = sign_in(office.officer).post(address(concern), data)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not StepOrigin.objects.exists()


def test_an_announced_plan_wants_a_reason_and_lists_the_amendment(
    office: Office, plan: Plan, measure: Measure, concern: Concern, sign_in: Any
) -> None:
    procedure = services.submit_plan(actor=office.officer, plan=plan)
    with pytest.raises(Refused):
        take(office, measure, concern)
    client = sign_in(office.officer)
    assert "ไม่มีแผนที่แก้ไขได้" in client.get(address(concern)).text
    approve(office, procedure)
    with pytest.raises(Refused) as refusal:
        take(office, measure, concern)
    assert refusal.value.field == "reason"
    data = {"measure": measure.pk, "text": "จัดทำรายการ"}
    assert client.post(address(concern), data).status_code == 422
    assert client.post(address(concern), data | {"reason": "มติที่ประชุม"}).status_code == 302
    amendment = Amendment.objects.get()
    assert (amendment.measure, amendment.field, amendment.reason) == (
        measure,
        "steps",
        "มติที่ประชุม",
    )
    assert amendment.after.endswith("จัดทำรายการ")


def test_the_newest_plan_that_may_be_changed_is_offered(
    office: Office, plan: Plan, concern: Concern, sign_in: Any
) -> None:
    newer = services.create_plan(actor=office.officer, fiscal_year=plan.fiscal_year + 1)
    client = sign_in(office.officer)
    assert client.get(address(concern)).context["plan"] == newer
    asked = client.get(f"{address(concern)}?year={plan.fiscal_year}")
    assert asked.context["plan"] == plan
    assert list(asked.context["form"].fields["measure"].queryset) == list(plan.measures.all())


def test_a_stopped_measure_takes_no_step(
    office: Office, measure: Measure, concern: Concern, sign_in: Any
) -> None:
    services.stop_measure(
        actor=office.officer, measure=measure, state="postponed", reason="งบประมาณ"
    )
    with pytest.raises(Refused):
        take(office, measure, concern)
    form = sign_in(office.officer).get(address(concern)).context["form"]
    assert measure not in form.fields["measure"].queryset


def test_only_who_manages_the_plan_is_offered_it(
    office: Office, measure: Measure, concern: Concern, sign_in: Any
) -> None:
    for person in (office.head, office.mayor, office.finance):
        client = sign_in(person)
        assert client.get(address(concern)).status_code == 403
        assert "step-from" not in client.get("/office/meetings/concerns/").text
        with pytest.raises(Refused):
            services.add_step_from(
                actor=person,
                measure=measure,
                kind=CONCERN,
                public_id=concern.public_id,
                text="ทำ",
            )


def test_what_is_confidential_or_unknown_becomes_nothing(
    office: Office, meeting: Any, measure: Measure, concern: Concern, sign_in: Any
) -> None:
    add_secret(office, meeting)
    secret = Resolution.objects.get()
    raised = meetings.raise_concern(
        actor=office.officer, item=secret.item, kind="problem", text="ลับ"
    )
    client = sign_in(office.officer)
    assert client.get(address(secret, RESOLUTION)).status_code == 404
    assert client.get(address(raised)).status_code == 404
    assert client.get(address(concern, "nothing")).status_code == 404
    with pytest.raises(Http404):
        take(office, measure, raised)
    with pytest.raises(Refused):
        take(office, measure, concern, kind="nothing")
    concern.public_id = uuid4()
    assert client.get(address(concern)).status_code == 404
    assert not StepOrigin.objects.exists()
