"""A plan as XLSX, CSV or JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import Http404, HttpResponse

from prongsai.common.sheets import Cell, to_csv, to_xlsx
from prongsai.measures import queries
from prongsai.measures.models import Measure, Plan
from prongsai.measures.services.measures import describe_units

SCHEMA = Path(__file__).parent / "schemas" / "plan.schema.json"
REPORT_SCHEMA = SCHEMA.with_name("report.schema.json")
IMPORT_SCHEMA = SCHEMA.with_name("import.schema.json")
# Official words of the six-column form, plus state and follow-up: data of the document, not interface texts.
HEADER = (
    "ประเด็น", "ที่", "มาตรการ/โครงการ", "ขั้นตอนหรือวิธีการปฏิบัติ", "ระยะเวลาดำเนินการ",
    "ผู้รับผิดชอบ", "ผลผลิตที่คาดหวัง", "ผลการดำเนินการ (output)", "ผลลัพธ์ที่คาดหวัง",
    "ผลลัพธ์ในการดำเนินการ (outcome/result)", "สถานะ", "เหตุผล",
    "การกำกับติดตามและการรายงานผล",
)  # fmt: skip
STATES = {
    "planned": "ยังไม่เริ่ม",
    "in-progress": "กำลังดำเนินการ",
    "finished": "ดำเนินการแล้วเสร็จ",
    "postponed": "เลื่อน",
    "cancelled": "ยกเลิก",
}
WIDTHS = (30, 8, 40, 50, 20, 20, 40, 40, 40, 40, 14, 30, 40)


def respond(plan: Plan, kind: str) -> HttpResponse:
    """The plan as a download; 404 for a kind that is none."""
    types = {
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv": "text/csv; charset=utf-8",
        "json": "application/json",
    }
    if kind not in MAKERS:
        raise Http404
    response = HttpResponse(MAKERS[kind](plan), content_type=types[kind])
    response["Content-Disposition"] = f'attachment; filename="plan-{plan.fiscal_year}.{kind}"'
    return response


def make_csv(plan: Plan) -> bytes:
    """CSV with BOM, formula-safe."""
    return to_csv(HEADER, rows(plan))


def make_xlsx(plan: Plan) -> bytes:
    """XLSX, formula-safe."""
    return to_xlsx(str(plan.fiscal_year), HEADER, rows(plan), WIDTHS)


def make_json(plan: Plan) -> bytes:
    """JSON by the published schema (`schemas/plan.schema.json`)."""
    return json.dumps(as_dict(plan), ensure_ascii=False, indent=1).encode()


MAKERS = {"xlsx": make_xlsx, "csv": make_csv, "json": make_json}


def rows(plan: Plan) -> Iterator[list[Cell]]:
    """One row per measure."""
    for measure in queries.list_measures(plan):
        outputs = list(measure.outputs.all())
        yield [
            measure.topic.title if measure.topic else "",
            measure.number,
            measure.title,
            _numbered([step.text for step in measure.steps.all()]),
            measure.period_text,
            describe_units(measure),
            _numbered([output.expected for output in outputs if output.expected]),
            _numbered([output.result for output in outputs if output.result]),
            measure.expected_outcome,
            measure.outcome_result,
            STATES[measure.state],
            measure.state_reason,
            measure.follow_up,
        ]


def _numbered(texts: list[str]) -> str:
    if len(texts) < 2:
        return "\n".join(texts)
    return "\n".join(f"{at}. {text}" for at, text in enumerate(texts, start=1))


def as_dict(plan: Plan) -> dict[str, Any]:
    """The plan as plain values; months Gregorian as 2025-04."""
    return {
        "fiscal_year": plan.fiscal_year,
        "topics": [{"number": t.number, "title": t.title} for t in plan.topics.all()],
        "measures": [_measure(measure) for measure in queries.list_measures(plan)],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    outputs = list(measure.outputs.all())
    return {
        "topic": measure.topic.number if measure.topic else None,
        "number": measure.number,
        "title": measure.title,
        "steps": [
            {
                "text": step.text,
                "status": step.status,
                "finished_on": step.finished_on.isoformat() if step.finished_on else None,
            }
            for step in measure.steps.all()
        ],
        "period_text": measure.period_text,
        "period_start": str(measure.start_month) if measure.start_month else None,
        "period_end": str(measure.end_month) if measure.end_month else None,
        "units": describe_units(measure).split(", ") if describe_units(measure) else [],
        "expected_outputs": [output.expected for output in outputs if output.expected],
        "outputs": [output.result for output in outputs if output.result],
        "expected_outcome": measure.expected_outcome,
        "outcome": measure.outcome_result,
        "state": measure.state,
        "state_reason": measure.state_reason,
        "follow_up": measure.follow_up,
    }
