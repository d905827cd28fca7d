"""What an assessor would object to: found, explained, dismissed with a reason, fixed in one click."""

from typing import Any

import pytest
from django.utils import timezone

from prongsai.common.errors import Refused
from prongsai.measures import services
from prongsai.measures.models import CheckDismissal, Measure
from prongsai.measures.queries import list_measures
from prongsai.measures.warnings import list_warnings
from tests.conftest import Office


def codes(plan: Any) -> list[str]:
    """The codes of all objections of a plan, today."""
    return [w.code for w in list_warnings(plan, list_measures(plan), timezone.localdate())]


def test_a_topic_without_measure_is_named(plan: Any) -> None:
    warnings = list_warnings(plan, list_measures(plan), timezone.localdate())
    topics = [w for w in warnings if w.code == "topic-without-measure"]
    assert len(topics) == 5
    assert all(w.reason and w.message for w in warnings)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"steps": []}, "measure-without-step"),
        ({"divisions": []}, "measure-without-unit"),
        ({"period": ""}, "measure-without-period"),
        ({"period": "ม.ค. 60 – มี.ค. 60"}, "period-outside-year"),
        ({"output": "ดำเนินการแล้ว"}, "output-vague"),
        ({"output": "คู่มือ ๑ เล่ม", "outcome": "คู่มือ ๑ เล่ม"}, "outcome-repeats-output"),
        ({"finished": True}, "finished-without-evidence"),
    ],
)
def test_each_weakness_is_found(
    office: Office, plan: Any, change: dict[str, Any], code: str
) -> None:
    measure = plan.measures.get(number="1.1")
    assert code not in codes(plan)
    _apply(office, measure, change)
    assert code in codes(plan)


def _apply(office: Office, measure: Measure, change: dict[str, Any]) -> None:
    actor = office.officer
    if "steps" in change:
        services.change_steps(actor=actor, measure=measure, texts=change["steps"])
    if "divisions" in change:
        services.change_responsible(actor=actor, measure=measure, divisions=[], is_for_all=False)
    if "period" in change:
        services.change_period(actor=actor, measure=measure, text=change["period"])
    if "output" in change:
        services.record_output_lines(actor=actor, measure=measure, texts=[change["output"]])
    if "outcome" in change:
        services.record_outcome(actor=actor, measure=measure, text=change["outcome"])
    if change.get("finished"):
        for step in measure.steps.all():
            services.record_step(actor=actor, step=step, status="done")


def test_a_dismissed_warning_stays_quiet_until_its_text_changes(office: Office, plan: Any) -> None:
    measure = plan.measures.get(number="1.1")
    services.record_output_lines(actor=office.officer, measure=measure, texts=["ดำเนินการแล้ว"])
    (warning,) = [
        w
        for w in list_warnings(plan, list_measures(plan), timezone.localdate())
        if w.code == "output-vague"
    ]
    with pytest.raises(Refused):
        services.dismiss_warning(
            actor=office.officer,
            plan=plan,
            fingerprint=warning.fingerprint,
            code=warning.code,
            reason=" ",
        )
    services.dismiss_warning(
        actor=office.officer,
        plan=plan,
        fingerprint=warning.fingerprint,
        code=warning.code,
        reason="ตกลงกับผู้ประเมินแล้ว",
    )
    assert "output-vague" not in codes(plan)
    services.record_output_lines(actor=office.officer, measure=measure, texts=["ทำเสร็จแล้ว"])
    assert "output-vague" in codes(plan)


def test_a_misspelling_is_fixed_in_one_click(office: Office, plan: Any, sign_in: Any) -> None:
    measure = plan.measures.get(number="1.1")
    services.change_title(
        actor=office.officer, measure=measure, title="เผยแพร่ข้อมูลในเว็บไซต์ประจวบประมาณ ๒๕๖๙"
    )
    warnings = list_warnings(plan, list_measures(plan), timezone.localdate())
    found = [w for w in warnings if w.code == "misspelt-name"]
    assert found
    client = sign_in(office.officer)
    url = f"/office/measures/{plan.fiscal_year}/checks/"
    assert found[0].right in client.get(url).content.decode()
    client.post(url + "fix/", {"fingerprint": found[0].fingerprint})
    assert "misspelt-name" not in codes(plan)


def test_a_year_of_another_plan_is_found_but_not_the_years_that_belong(
    office: Office, plan: Any
) -> None:
    year = plan.fiscal_year
    measure = plan.measures.get(number="1.1")

    def with_output(text: str) -> list[str]:
        services.record_output_lines(actor=office.officer, measure=measure, texts=[text])
        return [code for code in codes(plan) if "year" in code]

    assert with_output(f"รายงานประจำปีงบประมาณ พ.ศ. {year - 2} ๑ ฉบับ")
    assert with_output(f"รายงานประจำปีงบประมาณ พ.ศ. {year} ๑ ฉบับ") == []
    assert with_output(f"วิเคราะห์ผลการประเมิน ITA ประจำปี พ.ศ. {year - 1} ๑ ฉบับ") == []
    assert with_output(f"งบประมาณรายจ่ายประจำปี พ.ศ. {year + 1} ๑ ฉบับ") == []
    assert with_output("แผนพัฒนาท้องถิ่น พ.ศ. ๒๕๖๖–๒๕๗๐ ๑ ฉบับ") == []


def test_a_dismissal_can_be_taken_back(office: Office, plan: Any, sign_in: Any) -> None:
    warning = list_warnings(plan, list_measures(plan), timezone.localdate())[0]
    client = sign_in(office.officer)
    url = f"/office/measures/{plan.fiscal_year}/checks/"
    client.post(url + "dismiss/", {"fingerprint": warning.fingerprint, "reason": "มีเหตุผล"})
    dismissal = CheckDismissal.objects.get()
    client.post(f"{url}{dismissal.pk}/restore/")
    assert not CheckDismissal.objects.exists()
