"""Findings and measures: origins, amendments, the X-ray, the plan's document, what is published."""

import io
from typing import Any

import docx
import pypdfium2
import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from prongsai.assessment import services as assessment
from prongsai.assessment.models import Finding
from prongsai.common.errors import Refused
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.render import render_pdf
from prongsai.correspondence.services import seal
from prongsai.evidence.entries import registry
from prongsai.measures import services
from prongsai.measures.approvables import compose_plan_round
from prongsai.measures.example_findings import answer_result
from prongsai.measures.models import MeasureOrigin, Plan, Publication
from prongsai.measures.plan_data import collect_plan, find_item_title
from prongsai.measures.queries import list_measures
from prongsai.measures.report import compose_plan, freeze, thaw
from prongsai.measures.report_data import current_wording
from prongsai.measures.services import MeasureDraft
from prongsai.measures.warnings import list_warnings
from prongsai.thai.periods import parse_period
from tests.assessment.results import make_result
from tests.conftest import Office, approve

pytestmark = pytest.mark.django_db
WEAK = "เจ้าหน้าที่ปฏิบัติงานไม่เป็นไปตามขั้นตอน"


@pytest.fixture
def finding(office: Office, plan: Plan) -> Finding:
    """A weakness of topic 1 of the result that the plan answers."""
    make_result(plan.fiscal_year - 1, i1=78.2)
    return write(office, plan, codes=["i1"])


def write(office: Office, plan: Plan, **more: Any) -> Finding:
    given = {"topic": 1, "kind": "urgent", "text": WEAK} | more
    year = plan.fiscal_year - 1
    return assessment.add_finding(actor=office.officer, fiscal_year=year, **given)


def announce(office: Office, plan: Plan) -> Any:
    """The plan is approved and announced; gives the procedure."""
    procedure = services.submit_plan(actor=office.officer, plan=plan)
    approve(office, procedure)
    plan.refresh_from_db()
    return procedure


def codes(plan: Plan) -> list[str]:
    return [w.code for w in list_warnings(plan, list_measures(plan), timezone.localdate())]


def text_of(document: Any) -> str:
    pages = pypdfium2.PdfDocument(render_pdf(document))
    return "".join("".join(p.get_textpage().get_text_bounded() for p in pages).split())


def test_a_measure_is_made_of_a_finding(office: Office, plan: Plan, finding: Finding) -> None:
    draft = MeasureDraft(
        title="อบรมการให้บริการ",
        topic=1,
        steps=["จัดอบรม"],
        period=parse_period("ไตรมาส 2", plan.fiscal_year),
        follow_up="รายงานในที่ประชุมประจำเดือน",
        findings=[finding],
    )
    measure = services.add_measure(actor=office.officer, plan=plan, draft=draft)
    (origin,) = measure.origins.all()
    assert (origin.finding, origin.added_by) == (finding, office.officer)
    assert measure.follow_up == "รายงานในที่ประชุมประจำเดือน"


def test_measures_answer_the_result_of_the_year_before_only(office: Office, plan: Plan) -> None:
    other = assessment.add_finding(
        actor=office.officer,
        fiscal_year=plan.fiscal_year - 2,
        topic=1,
        kind="develop",
        text="ปีอื่น",
    )
    measure = plan.measures.get(number="1.1")
    with pytest.raises(Refused) as refused:
        services.link_findings(actor=office.officer, measure=measure, findings=[other])
    assert refused.value.field == "findings"
    assert not MeasureOrigin.objects.exists()


def test_a_finding_that_was_set_aside_can_not_be_linked_but_stays_where_it_was(
    office: Office, plan: Plan, finding: Finding
) -> None:
    measure = plan.measures.get(number="1.1")
    services.link_findings(actor=office.officer, measure=measure, findings=[finding])
    assessment.set_aside_finding(actor=office.officer, finding=finding, reason="แก้แล้ว")
    services.link_findings(actor=office.officer, measure=measure, findings=[])
    assert measure.origins.count() == 1
    other = plan.measures.get(number="5.1")
    with pytest.raises(Refused):
        services.answer_finding(actor=office.officer, plan=plan, finding=finding, measures=[other])


def test_a_word_that_nothing_is_weak_is_answered_by_no_measure(office: Office, plan: Plan) -> None:
    strong = write(office, plan, kind="none", text="ไม่พบจุดอ่อน")
    measure = plan.measures.get(number="1.1")
    with pytest.raises(Refused) as refused:
        services.answer_finding(actor=office.officer, plan=plan, finding=strong, measures=[measure])
    assert refused.value.field == "findings"
    with pytest.raises(Refused):
        services.link_findings(actor=office.officer, measure=measure, findings=[strong])
    period = parse_period("ไตรมาส 2", plan.fiscal_year)
    draft = MeasureDraft(title="อบรม", topic=1, steps=["จัด"], period=period, findings=[strong])
    with pytest.raises(Refused):
        services.add_measure(actor=office.officer, plan=plan, draft=draft)
    assert not MeasureOrigin.objects.exists()


def test_what_measures_answer_does_not_become_the_word_that_nothing_is_weak(
    office: Office, plan: Plan, finding: Finding
) -> None:
    measure = plan.measures.get(number="1.1")
    services.link_findings(actor=office.officer, measure=measure, findings=[finding])
    given = {"actor": office.officer, "finding": finding, "kind": "none", "text": "ไม่พบจุดอ่อน"}
    with pytest.raises(Refused, match="มาตรการ") as refused:
        assessment.change_finding(**given)
    assert refused.value.field == "kind"
    services.link_findings(actor=office.officer, measure=measure, findings=[])
    assert assessment.change_finding(**given).kind == "none"
    finding.refresh_from_db(fields=["text"])
    stale = finding  # read before it was reworded
    with pytest.raises(Refused):
        services.link_findings(actor=office.officer, measure=measure, findings=[stale])


def test_the_example_leaves_one_point_to_develop_without_a_measure(
    office: Office, plan: Plan
) -> None:
    make_result(plan.fiscal_year - 1, i1=78.2)
    answer_result(office.officer, plan, leaves_one=True)
    wanting = [f for f in Finding.objects.filter(topic__in=(1, 5)) if f.wants_measure]
    (left,) = [f for f in wanting if not f.answers.exists()]
    assert (left.topic, left.kind) == (5, "develop")
    assert "finding-without-measure" in codes(plan)
    assert "measure-without-finding" in codes(plan)


def test_measures_are_chosen_for_a_finding_and_keep_their_other_findings(
    office: Office, plan: Plan, finding: Finding
) -> None:
    second = write(office, plan, topic=5, text="งบประมาณ")
    manual, buying = plan.measures.order_by("number")
    services.link_findings(actor=office.officer, measure=manual, findings=[second])
    for chosen in ([manual, buying], [buying]):
        services.answer_finding(actor=office.officer, plan=plan, finding=finding, measures=chosen)
        assert {row.measure for row in finding.answers.all()} == set(chosen)
    assert [row.finding for row in manual.origins.all()] == [second]


def test_after_the_announcement_a_link_is_an_amendment_with_its_reason(
    office: Office, plan: Plan, finding: Finding
) -> None:
    measure = plan.measures.get(number="1.1")
    announce(office, plan)
    act = {"actor": office.officer, "measure": measure, "findings": [finding]}
    with pytest.raises(Refused) as refused:
        services.link_findings(**act)
    assert refused.value.field == "reason"
    assert not measure.origins.exists()
    services.link_findings(**act, reason="เชื่อมย้อนหลัง")
    (amendment,) = plan.amendments.all()
    assert (amendment.field, amendment.after, amendment.reason) == (
        "findings",
        WEAK,
        "เชื่อมย้อนหลัง",
    )
    assert "แก้ไขผลการวิเคราะห์ที่เป็นที่มา" in collect_plan(plan).amendments[0].change


def test_a_finding_that_measures_answer_is_never_deleted(
    office: Office, plan: Plan, finding: Finding
) -> None:
    measure = plan.measures.get(number="1.1")
    services.link_findings(actor=office.officer, measure=measure, findings=[finding])
    with pytest.raises(ProtectedError):
        finding.delete()


def test_a_copied_plan_answers_no_finding_of_the_older_result(
    office: Office, plan: Plan, finding: Finding
) -> None:
    measure = plan.measures.get(number="1.1")
    services.link_findings(actor=office.officer, measure=measure, findings=[finding])
    services.change_follow_up(
        actor=office.officer, measure=measure, text=f"รายงานในปี {plan.fiscal_year}"
    )
    copied = services.copy_plan(
        actor=office.officer,
        source=plan,
        fiscal_year=plan.fiscal_year + 1,
        measure_ids=[measure.pk],
    ).measures.get()
    assert not copied.origins.exists()
    assert copied.follow_up == f"รายงานในปี {plan.fiscal_year + 1}"


@pytest.mark.parametrize("name", ["head", "palad", "mayor", "finance", "stranger"])
def test_only_who_manages_the_plan_links(
    office: Office, plan: Plan, finding: Finding, name: str
) -> None:
    measure = plan.measures.get(number="1.1")
    with pytest.raises(Refused):
        services.link_findings(actor=office.people[name], measure=measure, findings=[finding])


def test_the_xray_names_what_misses_what(office: Office, plan: Plan, finding: Finding) -> None:
    found = codes(plan)
    assert found.count("topic-without-finding") == 6
    assert found.count("finding-without-measure") == 1
    assert found.count("measure-without-finding") == 2
    measure = plan.measures.get(number="1.1")
    services.link_findings(actor=office.officer, measure=measure, findings=[finding])
    found = codes(plan)
    assert "finding-without-measure" not in found
    assert found.count("measure-without-finding") == 1
    services.stop_measure(actor=office.officer, measure=measure, state="cancelled", reason="ไม่มีงบ")
    assert "finding-without-measure" in codes(plan)


def test_a_topic_without_weakness_still_needs_a_point_to_develop(
    office: Office, plan: Plan, finding: Finding
) -> None:
    write(office, plan, topic=2, kind="none", text="ไม่พบ")
    assert codes(plan).count("topic-without-finding") == 6
    write(office, plan, topic=2, kind="develop", text="ควรเพิ่มบริการ")
    assert codes(plan).count("topic-without-finding") == 5


def test_a_result_that_nobody_analysed_is_one_hint(office: Office, plan: Plan) -> None:
    assert not [code for code in codes(plan) if "finding" in code or "analysis" in code]
    make_result(plan.fiscal_year - 1, i1=78.2)
    assert [code for code in codes(plan) if "finding" in code or "analysis" in code] == [
        "result-without-analysis"
    ]


def test_the_document_holds_result_analysis_and_followed_up_measures(
    office: Office, plan: Plan, finding: Finding
) -> None:
    measure = plan.measures.get(number="1.1")
    services.link_findings(actor=office.officer, measure=measure, findings=[finding])
    document = compose_plan(collect_plan(plan), current_wording())
    text = text_of(document)
    title = find_item_title(plan.fiscal_year)
    assert title
    for words in (
        title,
        "ผลการประเมินคุณธรรมและความโปร่งใส",
        "๘๘.๑๒",
        "ข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วน",
        WEAK,
        "๗๘.๒๐",
        "การกำกับติดตามและการรายงานผล",
        "ติดตามความก้าวหน้าทุกไตรมาส",
    ):
        assert "".join(words.split()) in text
    words = docx.Document(io.BytesIO(render_docx(document)))
    cells = [cell.text for table in words.tables for row in table.rows for cell in row.cells]
    assert any(WEAK in cell for cell in cells)


def test_what_was_submitted_reads_the_same_when_findings_are_reworded(
    office: Office, plan: Plan, finding: Finding
) -> None:
    procedure = services.submit_plan(actor=office.officer, plan=plan)
    round = procedure.rounds.get()
    before = text_of(compose_plan_round(round))
    assessment.change_finding(
        actor=office.officer, finding=finding, kind="develop", text="ถ้อยคำใหม่"
    )
    make_result(plan.fiscal_year - 1, i1=99)
    assert text_of(compose_plan_round(round)) == before


def test_a_text_frozen_before_there_were_analyses_keeps_its_columns(plan: Plan) -> None:
    wording = {k: v for k, v in current_wording().items() if k != "plan_follow_up"}
    snapshot = freeze(collect_plan(plan), wording)
    del snapshot["data"]["analysis"], snapshot["data"]["item_title"]
    for topic in snapshot["data"]["topics"]:
        for measure in topic["measures"]:
            del measure["follow_up"]
    text = text_of(compose_plan(*thaw(snapshot)))
    assert "ผลผลิตที่คาดหวัง" in text
    assert "การกำกับติดตาม" not in text


def test_the_plan_is_submitted_again_when_the_analysis_changed(
    office: Office, plan: Plan, finding: Finding, seal_file: Any
) -> None:
    seal(procedure=announce(office, plan))
    services.publish_plan(actor=office.officer, plan=plan)
    with pytest.raises(Refused):
        services.submit_plan(actor=office.officer, plan=plan)
    assessment.change_finding(actor=office.officer, finding=finding, kind="urgent", text="ถ้อยคำใหม่")
    measure = plan.measures.get(number="5.1")
    services.record_outcome(actor=office.officer, measure=measure, text="ผล")
    published = services.publish_plan(actor=office.officer, plan=plan)
    assert published.snapshot["analysis"]["topics"][0]["findings"][0]["text"] == WEAK
    seal(procedure=announce(office, plan))
    published = services.publish_plan(actor=office.officer, plan=plan)
    (row,) = published.snapshot["analysis"]["topics"][0]["findings"]
    assert row["text"] == "ถ้อยคำใหม่"


def published(office: Office, plan: Plan) -> Publication:
    seal(procedure=announce(office, plan))
    return services.publish_plan(actor=office.officer, plan=plan)


def entries() -> list[Any]:
    (source,) = [source for source in registry.list_all() if source.code == "analyses"]
    return list(source.entries())


def test_the_public_page_shows_the_analysis_and_is_an_entry_of_its_year(
    office: Office, plan: Plan, finding: Finding, seal_file: Any, client: Any
) -> None:
    address = f"/plan/{plan.fiscal_year}/analysis/"
    assert client.get(address).status_code == 404
    published(office, plan)
    (entry,) = entries()
    assert (entry.url, entry.year) == (address, plan.fiscal_year)
    page = client.get(address).text
    for words in (WEAK, "78.20", "88.12", "ผ่าน", find_item_title(plan.fiscal_year), "plan.pdf"):
        assert words in page
    assert address in client.get("/plan/", follow=True).text
    assert address in client.get("/sitemap.xml").text
    old = client.get(f"/plan/{plan.fiscal_year}/versions/plan/1/").text
    assert WEAK in old


def test_a_plan_without_analysis_has_no_page_and_no_entry(
    office: Office, plan: Plan, seal_file: Any, client: Any
) -> None:
    published(office, plan)
    assert entries() == []
    assert client.get(f"/plan/{plan.fiscal_year}/analysis/").status_code == 404
