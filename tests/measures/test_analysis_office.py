"""The screens of the analysis: prefill, write, set aside, link, make a measure, mend."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prongsai.assessment import services as assessment
from prongsai.assessment.models import Finding
from prongsai.measures import services
from prongsai.measures.models import Plan
from tests.assessment.results import make_result
from tests.conftest import Office, approve

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Any]
MOST_QUERIES = 12


@pytest.fixture
def result(plan: Plan) -> Any:
    """The result that the plan answers: one weak question, one item without a score."""
    return make_result(plan.fiscal_year - 1, i1=78.2, O8=0)


def address(plan: Plan, tail: str = "") -> str:
    return f"/office/measures/{plan.fiscal_year}/analysis/{tail}"


def of(finding: Finding, tail: str = "") -> str:
    return f"/office/measures/findings/{finding.public_id}/{tail}"


def prefilled(office: Office, plan: Plan) -> Finding:
    """The finding of question i1, with all others made too."""
    year = plan.fiscal_year - 1
    assessment.prefill_findings(actor=office.officer, fiscal_year=year)
    return Finding.objects.get(fiscal_year=year, suggestion="topic:1:question:i1")


def test_findings_are_made_with_one_button_and_again_adds_nothing(
    office: Office, plan: Plan, result: Any, sign_in: SignIn
) -> None:
    client = sign_in(office.officer)
    assert "สร้างผลการวิเคราะห์จากคะแนน" in client.get(address(plan)).text
    for _time in range(2):
        answer = client.post(address(plan, "prefill/"), follow=True)
    page = answer.content.decode()
    assert "สร้างผลการวิเคราะห์จากคะแนนแล้ว 0 ข้อ" in page
    assert "78.20" in page
    assert "สร้างผลการวิเคราะห์จากคะแนน " not in page.replace("จากคะแนนแล้ว", "")


def test_an_own_finding_is_written_with_the_scores_that_speak_for_it(
    office: Office, plan: Plan, result: Any, sign_in: SignIn
) -> None:
    client = sign_in(office.officer)
    form = address(plan, "add/?topic=1")
    assert "78.20" in client.get(form).text
    wrong = client.post(form, {"kind": "urgent", "text": " ", "codes": ["i1"]})
    assert wrong.status_code == 422
    answer = client.post(form, {"kind": "urgent", "text": "ขั้นตอนไม่ชัดเจน", "codes": ["i1"]})
    assert answer["Location"] == address(plan, "#topic-1")
    assert Finding.objects.get().scores[0]["score"] == 78.2
    assert client.get(address(plan, "add/?topic=9")).status_code == 404


def test_a_finding_is_reworded_moved_set_aside_and_taken_back(
    office: Office, plan: Plan, result: Any, sign_in: SignIn
) -> None:
    finding = prefilled(office, plan)
    client = sign_in(office.officer)
    data = {"kind": "urgent", "text": "ถ้อยคำของเรา", "codes": ["i1"]}
    seen = {"seen": finding.updated_at.isoformat()}
    assert client.post(of(finding), data | seen).status_code == 302
    assert client.post(of(finding), data | seen | {"text": "อื่น"}).status_code == 422
    assert client.post(of(finding, "move/"), {"to": "down"}).status_code == 302
    assert client.post(of(finding, "aside/"), {"reason": ""}).status_code == 422
    assert client.post(of(finding, "aside/"), {"reason": "แก้ไขแล้ว"}).status_code == 302
    page = client.get(address(plan)).text
    assert "แก้ไขแล้ว" in page
    client.post(of(finding, "restore/"))
    finding.refresh_from_db()
    assert (finding.state, finding.text) == ("kept", "ถ้อยคำของเรา")


def test_a_measure_is_made_of_a_finding_with_topic_and_words_filled_in(
    office: Office, plan: Plan, result: Any, sign_in: SignIn
) -> None:
    finding = prefilled(office, plan)
    client = sign_in(office.officer)
    form = f"/office/measures/{plan.fiscal_year}/add/?finding={finding.public_id}"
    page = client.get(form)
    initial = page.context["form"].initial
    assert (initial["topic"].number, initial["title"]) == (1, finding.text)
    data = {
        "topic": initial["topic"].pk,
        "title": "อบรมการให้บริการตามขั้นตอน",
        "steps": "จัดอบรม\nติดตามผล",
        "period_text": "ไตรมาส 2",
        "findings": [finding.pk],
    }
    assert client.post(form, data).status_code == 302
    (origin,) = finding.answers.all()
    assert origin.measure.steps.count() == 2
    assert finding.text in client.get(f"/office/measures/measure/{origin.measure.public_id}/").text
    assert "อบรมการให้บริการตามขั้นตอน" in client.get(address(plan)).text


def test_existing_measures_are_linked_from_both_sides(
    office: Office, plan: Plan, result: Any, sign_in: SignIn
) -> None:
    finding = prefilled(office, plan)
    manual, buying = plan.measures.order_by("number")
    client = sign_in(office.officer)
    client.post(of(finding, "measures/"), {"measures": [manual.pk]})
    client.post(
        f"/office/measures/measure/{buying.public_id}/edit/findings/", {"findings": [finding.pk]}
    )
    assert {row.measure for row in finding.answers.all()} == {manual, buying}
    cell = f"/office/measures/measure/{buying.public_id}/edit/follow-up/"
    client.post(cell, {"follow_up": "รายงานทุกเดือน"})
    buying.refresh_from_db()
    assert buying.follow_up == "รายงานทุกเดือน"


def test_an_announced_plan_asks_for_the_reason_beside_its_field(
    office: Office, plan: Plan, result: Any, sign_in: SignIn
) -> None:
    finding = prefilled(office, plan)
    approve(office, services.submit_plan(actor=office.officer, plan=plan))
    client = sign_in(office.officer)
    chosen = {"measures": [plan.measures.get(number="1.1").pk]}
    answer = client.post(of(finding, "measures/"), chosen)
    assert answer.status_code == 422
    assert "reason" in answer.context["form"].errors
    assert client.post(of(finding, "measures/"), chosen | {"reason": "มติ"}).status_code == 302
    said = "ผลการวิเคราะห์ต่างจากฉบับที่อนุมัติแล้ว"
    assert said not in client.get(address(plan)).text
    assessment.change_finding(
        actor=office.officer, finding=finding, kind="urgent", text="เขียนใหม่หลังอนุมัติ"
    )
    assert said in client.get(address(plan)).text


def test_each_objection_of_the_xray_leads_to_where_it_is_mended(
    office: Office, plan: Plan, result: Any, sign_in: SignIn
) -> None:
    finding = prefilled(office, plan)
    client = sign_in(office.officer)
    measure = plan.measures.get(number="1.1")
    for page in (address(plan), f"/office/measures/{plan.fiscal_year}/checks/"):
        text = client.get(page).text
        assert of(finding, "measures/") in text
        assert f"/office/measures/measure/{measure.public_id}/edit/findings/" in text
    for row in Finding.objects.filter(topic=2):
        assessment.set_aside_finding(actor=office.officer, finding=row, reason="ไม่จริง")
    assert address(plan, "#topic-2") in client.get(address(plan)).text


def test_a_hint_of_the_xray_is_dismissed_with_a_reason(
    office: Office, plan: Plan, result: Any, sign_in: SignIn
) -> None:
    prefilled(office, plan)
    client = sign_in(office.officer)
    checks = f"/office/measures/{plan.fiscal_year}/checks/"
    rows = client.get(checks).context["rows"]
    warning = next(w for w, _m, _to in rows if w.code == "measure-without-finding")
    data = {"fingerprint": warning.fingerprint, "reason": "เป็นนโยบายของผู้บริหาร"}
    client.post(f"{checks}dismiss/", data)
    shown = [w for w, _to in client.get(address(plan)).context["xray"]]
    assert warning.fingerprint not in {w.fingerprint for w in shown}


def test_the_analysis_can_be_written_before_there_is_a_plan(
    office: Office, plan: Plan, sign_in: SignIn
) -> None:
    year = plan.fiscal_year + 1
    make_result(plan.fiscal_year, i1=78.2)
    client = sign_in(office.officer)
    page = f"/office/measures/{year}/analysis/"
    assert f"เริ่มแผนปี {year}" in client.get(page).text
    client.post(f"{page}prefill/")
    assert Finding.objects.filter(fiscal_year=plan.fiscal_year).exists()
    assert client.get("/office/measures/2400/analysis/").status_code == 404


def test_a_changed_score_is_offered_and_taken(
    office: Office, plan: Plan, result: Any, sign_in: SignIn
) -> None:
    finding = prefilled(office, plan)
    make_result(plan.fiscal_year - 1, i1=70, O8=0)
    client = sign_in(office.officer)
    assert "ใช้ข้อความใหม่" in client.get(address(plan)).text
    client.post(address(plan, "take/"), {"key": finding.suggestion})
    finding.refresh_from_db()
    assert finding.scores[0]["score"] == 70
    client.post(address(plan, "take/"), {"key": "nonsense"})


@pytest.mark.parametrize("name", ["head", "palad", "mayor", "finance"])
def test_others_read_the_analysis_without_its_buttons(
    office: Office, plan: Plan, result: Any, sign_in: SignIn, name: str
) -> None:
    finding = prefilled(office, plan)
    client = sign_in(office.people[name])
    page = client.get(address(plan))
    assert finding.text in page.text
    assert of(finding) not in page.text
    assert client.post(of(finding, "aside/"), {"reason": "ลองดู"}).status_code == 403


def _queries(client: Any, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_pages_ask_the_database_equally_often_for_few_and_many(
    office: Office, plan: Plan, result: Any, sign_in: SignIn
) -> None:
    finding = prefilled(office, plan)
    client = sign_in(office.officer)
    urls = [
        address(plan),
        address(plan, "add/?topic=1"),
        of(finding),
        of(finding, "aside/"),
        of(finding, "measures/"),
    ]
    for url in urls:
        client.get(url)
    few = [_queries(client, url) for url in urls]
    for n in range(12):
        row = assessment.add_finding(
            actor=office.officer,
            fiscal_year=plan.fiscal_year - 1,
            topic=n % 7 + 1,
            kind="develop",
            text=f"ข้อ {n}",
        )
        services.answer_finding(
            actor=office.officer, plan=plan, finding=row, measures=list(plan.measures.all())
        )
    assert [_queries(client, url) for url in urls] == few
    assert max(few) <= MOST_QUERIES, few


def test_an_announced_plan_is_compared_with_what_was_read_already(
    office: Office, plan: Plan, result: Any, sign_in: SignIn
) -> None:
    prefilled(office, plan)
    approve(office, services.submit_plan(actor=office.officer, plan=plan))
    client = sign_in(office.officer)
    client.get(address(plan))
    assert _queries(client, address(plan)) <= MOST_QUERIES
