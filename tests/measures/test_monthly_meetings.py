"""Measure 1.2 of the seed proves itself: from 1/12 to 12/12, into the annual report."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from prongsai.evidence.services import add_record
from prongsai.measures import services
from prongsai.measures.models import Measure
from prongsai.measures.proving import list_proofs
from prongsai.measures.queries import access_measure
from prongsai.measures.report_data import build_report_files, collect_report
from prongsai.measures.services import MeasureDraft
from prongsai.meetings import services as meetings
from prongsai.meetings.models import Body
from prongsai.meetings.services import Boxes, Slot
from prongsai.meetings.sources import report_of_year
from prongsai.organization.queries import find_division
from prongsai.thai.digits import to_thai
from prongsai.thai.fiscal import FiscalYear, fiscal_year_of
from prongsai.thai.periods import parse_period
from tests.conftest import Office
from tests.meetings.conftest import hold, make_staff, pdf_text

pytestmark = pytest.mark.django_db
YEAR: FiscalYear = fiscal_year_of(timezone.localdate()).previous


@pytest.fixture
def staff(office: Office) -> Body:
    """The body of the monthly meetings."""
    return make_staff(office)


@pytest.fixture
def measure(office: Office) -> Measure:
    """Measure 1.2 as the seed writes it, in the plan of the year that has ended."""
    division = find_division("สำนักปลัด")
    assert division is not None
    plan = services.create_plan(actor=office.officer, fiscal_year=YEAR.year_be)
    return services.add_measure(
        actor=office.officer,
        plan=plan,
        draft=MeasureDraft(
            title="จัดประชุมประจำเดือน",
            topic=1,
            number="1.2",
            period=parse_period("ทุกเดือน", YEAR.year_be),
            divisions=[division],
            expected_outputs=["รายงานการประชุมประจำเดือน ครบทุกเดือน"],
            expected_outcome="ผลการปฏิบัติงานแต่ละกอง ปัญหาและอุปสรรค",
        ),
    )


def meet(office: Office, body: Body, month: Any) -> None:
    """A meeting of a month, reported for, held, checked; it adopts the one before."""
    start = timezone.make_aware(dt.datetime.combine(month.first_day.replace(day=10), dt.time(9)))
    meeting = meetings.plan_meeting(actor=office.officer, body=body, slot=Slot(starts_at=start))
    meetings.file_division(
        actor=office.finance,
        meeting=meeting,
        division=find_division("กองคลัง"),
        boxes=Boxes("จัดเก็บภาษี", "ระบบล่าช้า"),
    )
    meeting = meetings.begin_meeting(actor=office.officer, meeting=meeting, at=start)
    meetings.mark_rest_present(actor=office.officer, meeting=meeting)
    for item in meeting.items.filter(adopts__isnull=False):
        meetings.adopt_minutes(actor=office.officer, item=item, at=start)
    end = start + dt.timedelta(hours=2)
    minutes = meetings.end_meeting(actor=office.officer, meeting=meeting, at=end)
    meetings.check_minutes(actor=office.head, minutes=minutes, at=end)


def attach(office: Office, measure: Measure) -> Any:
    evidence = add_record(
        actor=office.officer, source_code="monthly-meetings", fiscal_year=YEAR.year_be
    )
    return services.attach_evidence(actor=office.officer, measure=measure, evidence=evidence)


def standing(office: Office, measure: Measure) -> tuple[int, int, int]:
    (proof,) = list_proofs(access_measure(office.officer, measure.public_id))
    return len(proof.report.items), proof.report.expected, len(proof.report.missing)


def test_twelve_real_meetings_fill_the_measure_and_the_report(
    office: Office, staff: Body, measure: Measure
) -> None:
    use = attach(office, measure)
    months = YEAR.months()
    for at, month in enumerate(months, start=1):
        meet(office, staff, month)
        assert standing(office, measure) == (at, 12, 12 - at)
        suggestion = report_of_year(YEAR.year_be).suggested_output
        assert suggestion is not None
        assert ("ครบทุกเดือน" in suggestion[2]) == (at == 12)
    output = measure.outputs.get()
    services.take_suggestion(actor=office.officer, use=use, what="output", output=output)
    outcome = "ทุกกองทราบผลการปฏิบัติงานและร่วมแก้ปัญหา"
    services.take_suggestion(actor=office.officer, use=use, what="outcome", text=outcome)
    output.refresh_from_db()
    year = to_thai(str(YEAR.year_be))
    sentence = (
        f"จัดประชุมประจำเดือน ๑๒ ครั้ง ครบทุกเดือน ในปีงบประมาณ พ.ศ. {year} "
        "มีรายงานการประชุม ๑๒ ฉบับ รับรองแล้ว ๑๑ ฉบับ"
    )
    assert (output.result, output.quantity, output.unit) == (sentence, Decimal(12), "ครั้ง")
    data = collect_report(measure.plan, YEAR.last_day)
    (row,) = [m for topic in data.topics for m in topic.measures]
    # The count stands in the sentence already.
    assert (row.outputs, row.outcome) == ([sentence], outcome)
    assert [item.title for item in data.evidence] == [f"การประชุมประจำเดือน {YEAR.year_be}"]
    pdf = build_report_files(measure.plan, as_of=YEAR.last_day)["report.pdf"]
    text = pdf_text(pdf)
    for words in ("จัดประชุมประจำเดือน๑๒ครั้ง", "รับรองแล้ว๑๑ฉบับ"):
        assert words in text


def test_the_page_names_gaps_and_the_officer_edits_before_saving(
    office: Office, staff: Body, measure: Measure, sign_in: Any
) -> None:
    attach(office, measure)
    for month in YEAR.months()[:3]:
        meet(office, staff, month)
    client = sign_in(office.officer)
    page = client.get(f"/office/measures/measure/{measure.public_id}/")
    assert ">3/12</span>" in page.text
    assert "ไม่มีการประชุมเดือนมกราคม" in page.text
    (proof,) = page.context["proofs"]
    assert f">{proof.report.suggested_output[2]}</textarea>" in page.text
    where = f"/office/measures/measure/{measure.public_id}/evidence/{proof.use.pk}/suggestion/"
    output = measure.outputs.get()
    client.post(where, {"what": "output", "output": output.pk, "text": "ประชุมแล้ว ๓ เดือน"})
    output.refresh_from_db()
    assert (output.result, output.quantity) == ("ประชุมแล้ว ๓ เดือน", Decimal(3))
    client.post(where, {"what": "outcome", "text": "  "})
    measure.refresh_from_db()
    assert measure.outcome_result == proof.report.suggested_outcome[2]


def test_the_register_is_offered_where_it_fits_until_it_is_attached(
    office: Office, measure: Measure, sign_in: Any
) -> None:
    client, where = sign_in(office.head), f"/office/measures/measure/{measure.public_id}/"
    page = client.get(where)
    assert [source.code for source in page.context["fitting"]] == ["monthly-meetings"]
    assert "ใช้ทะเบียนนี้เป็นหลักฐาน" in page.text
    assert "ใช้ทะเบียนนี้เป็นหลักฐาน" not in sign_in(office.finance).get(where).text
    data = {"source_code": "monthly-meetings", "source_year": YEAR.year_be}
    assert sign_in(office.head).post(f"{where}evidence/record/", data).status_code == 302
    page = client.get(where)
    assert page.context["fitting"] == []
    assert standing(office, measure) == (0, 12, 12)


def test_two_meetings_of_a_month_are_one_month_and_months_ahead_are_not_missed_yet(
    office: Office, staff: Body
) -> None:
    today = timezone.localdate()
    hold(office, staff, -1 if today.day > 1 else 0)
    hold(office, staff)
    year = fiscal_year_of(today)
    report = report_of_year(year.year_be)
    assert len(report.items) == 1
    assert report.items[0].count("ครั้งที่") == 2
    ahead = [text for text in report.missing if "ยังไม่ถึงกำหนด" in text]
    assert len(ahead) == 12 - (year.months().index(type(year.months()[0]).of(today)) + 1)
    assert report.suggested_output is not None
    assert report.suggested_output[0] == 2.0


@pytest.mark.parametrize(
    ("result", "quantity", "unit", "said"),
    [
        ("จัดทำคู่มือ", 10, "เล่ม", "จัดทำคู่มือ จำนวน 10 เล่ม"),
        ("จัดทำคู่มือ ๑๐ เล่ม", 10, "เล่ม", "จัดทำคู่มือ ๑๐ เล่ม"),
        ("จัดทำคู่มือ ๑๑๐ เล่ม", 10, "เล่ม", "จัดทำคู่มือ ๑๑๐ เล่ม จำนวน 10 เล่ม"),
        ("ครั้งที่ 3", 3, "", "ครั้งที่ 3 จำนวน 3"),
    ],
)
def test_a_count_is_said_once(
    office: Office, measure: Measure, result: str, quantity: int, unit: str, said: str
) -> None:
    services.record_output(
        actor=office.officer,
        measure=measure,
        output=measure.outputs.get(),
        result=result,
        quantity=Decimal(quantity),
        unit=unit,
    )
    data = collect_report(measure.plan, YEAR.last_day)
    (row,) = [m for topic in data.topics for m in topic.measures]
    assert row.outputs == [said]
