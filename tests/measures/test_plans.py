"""Plans: begun, copied, changed cell by cell, with every change in the log."""

from typing import Any

import pytest

from prongsai.audit.models import AuditEntry
from prongsai.audit.queries import verify_chain
from prongsai.common.errors import Refused
from prongsai.measures import services
from prongsai.measures.models import MeasureState
from prongsai.organization.queries import find_division
from tests.conftest import Office


def test_a_plan_starts_with_the_seven_topics_of_its_year(plan: Any) -> None:
    assert plan.topics.count() == 7
    assert list(plan.topics.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]


def test_a_year_has_one_plan(office: Office, plan: Any) -> None:
    with pytest.raises(Refused, match=str(plan.fiscal_year)):
        services.create_plan(actor=office.officer, fiscal_year=plan.fiscal_year)


@pytest.mark.parametrize("persona", ["head", "palad", "mayor", "finance", "stranger"])
def test_only_the_integrity_officer_changes_the_plan(
    office: Office, plan: Any, persona: str
) -> None:
    measure = plan.measures.first()
    with pytest.raises(Refused):
        services.change_title(actor=office.people[persona], measure=measure, title="อื่น")
    measure.refresh_from_db()
    assert measure.title != "อื่น"


def test_a_change_is_logged_with_both_texts(office: Office, plan: Any) -> None:
    measure = plan.measures.first()
    before = measure.title
    services.change_title(actor=office.officer, measure=measure, title="จัดทำคู่มือฉบับใหม่")
    entry = AuditEntry.objects.order_by("-sequence").first()
    assert entry is not None
    assert (entry.event, entry.actor_label) == ("measures.measure_changed", "คุณofficer")
    assert (entry.data["from"], entry.data["to"]) == (before, "จัดทำคู่มือฉบับใหม่")
    assert verify_chain()[1] is None


def test_numbers_are_given_in_order_and_never_twice(office: Office, plan: Any) -> None:
    assert list(plan.measures.values_list("number", flat=True)) == ["1.1", "5.1"]
    measure = plan.measures.first()
    with pytest.raises(Refused, match="เลขที่"):
        services.change_place(
            actor=office.officer, measure=measure, topic=measure.topic, number="5.1"
        )


def test_a_period_is_understood_or_refused_beside_its_field(office: Office, plan: Any) -> None:
    measure = plan.measures.first()
    year = plan.fiscal_year
    short = year % 100
    services.change_period(actor=office.officer, measure=measure, text=f"ม.ค. – มี.ค. {short}")
    measure.refresh_from_db()
    assert str(measure.start_month) == f"{year - 543}-01"
    assert str(measure.end_month) == f"{year - 543}-03"
    with pytest.raises(Refused) as refusal:
        services.change_period(actor=office.officer, measure=measure, text="เร็ว ๆ นี้")
    assert refusal.value.field == "period_text"


def test_steps_keep_their_progress_when_lines_around_them_change(office: Office, plan: Any) -> None:
    measure = plan.measures.first()
    second = measure.steps.all()[1]
    services.record_step(actor=office.officer, step=second, status="done")
    services.change_steps(
        actor=office.officer, measure=measure, texts=["ประชุม", "แต่งตั้งคณะทำงาน", "เผยแพร่บนเว็บไซต์"]
    )
    steps = [(s.text, s.status) for s in measure.steps.all()]
    assert steps == [("ประชุม", "waiting"), ("แต่งตั้งคณะทำงาน", "waiting"), ("เผยแพร่บนเว็บไซต์", "done")]


def test_a_step_that_was_worked_on_is_not_removed(office: Office, plan: Any) -> None:
    measure = plan.measures.first()
    services.record_step(actor=office.officer, step=measure.steps.all()[1], status="done")
    with pytest.raises(Refused):
        services.change_steps(actor=office.officer, measure=measure, texts=["แต่งตั้งคณะทำงาน"])
    assert measure.steps.count() == 2


def test_every_division_is_one_choice(office: Office, plan: Any) -> None:
    measure = plan.measures.first()
    services.change_responsible(
        actor=office.officer, measure=measure, divisions=[], is_for_all=True
    )
    measure.refresh_from_db()
    assert measure.is_for_all_divisions
    assert not measure.divisions.exists()
    services.record_outcome(actor=office.finance, measure=measure, text="ประชาชนพอใจ")


def test_stopping_needs_a_reason_and_can_be_taken_back(office: Office, plan: Any) -> None:
    measure = plan.measures.first()
    with pytest.raises(Refused) as refusal:
        services.stop_measure(actor=office.officer, measure=measure, state="cancelled", reason=" ")
    assert refusal.value.field == "reason"
    services.stop_measure(
        actor=office.officer, measure=measure, state="cancelled", reason="ไม่มีงบประมาณ"
    )
    measure.refresh_from_db()
    assert measure.state == MeasureState.CANCELLED
    with pytest.raises(Refused):
        services.record_step(actor=office.officer, step=measure.steps.first(), status="done")
    services.resume_measure(actor=office.officer, measure=measure)
    measure.refresh_from_db()
    assert (measure.state, measure.state_reason) == (MeasureState.PLANNED, "")


def test_copying_chosen_rows_shifts_the_years_and_leaves_results_behind(
    office: Office, plan: Any
) -> None:
    measure = plan.measures.first()
    short = plan.fiscal_year % 100
    services.change_period(
        actor=office.officer, measure=measure, text=f"ต.ค. {short - 1} – มี.ค. {short}"
    )
    services.record_step(actor=office.officer, step=measure.steps.first(), status="done")
    services.record_output_lines(actor=office.officer, measure=measure, texts=["คู่มือ ๒ เล่ม"])
    made = services.copy_plan(
        actor=office.officer,
        source=plan,
        fiscal_year=plan.fiscal_year + 1,
        measure_ids=[measure.pk],
    )
    copy = made.measures.get()
    assert copy.period_text == f"ต.ค. {short} – มี.ค. {short + 1}"
    assert [step.status for step in copy.steps.all()] == ["waiting", "waiting"]
    assert [(o.expected, o.result) for o in copy.outputs.all()] == [("คู่มือ ๑ เล่ม", "")]
    with pytest.raises(Refused):
        services.copy_plan(
            actor=office.officer, source=plan, fiscal_year=plan.fiscal_year + 2, measure_ids=[]
        )


def test_only_an_untouched_measure_is_deleted(office: Office, plan: Any) -> None:
    first, second = plan.measures.all()
    services.record_step(actor=office.officer, step=first.steps.first(), status="doing")
    with pytest.raises(Refused):
        services.delete_measure(actor=office.officer, measure=first)
    services.delete_measure(actor=office.officer, measure=second)
    assert list(plan.measures.all()) == [first]


def test_a_misspelt_name_is_corrected_everywhere_at_once(office: Office, plan: Any) -> None:
    measure = plan.measures.first()
    services.change_title(actor=office.officer, measure=measure, title="เผยแพร่งบประจวบประมาณ")
    services.fix_spelling(
        actor=office.officer, measure=measure, wrong="ประจวบประมาณ", right="ประจำปีงบประมาณ"
    )
    measure.refresh_from_db()
    assert measure.title == "เผยแพร่งบประจำปีงบประมาณ"


def test_a_division_known_by_another_name_is_found(office: Office) -> None:
    assert find_division("สำนักงาน ปลัด") == find_division("สำนักปลัด")
