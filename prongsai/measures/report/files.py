"""The report's four files."""

import json
from typing import Any

from prongsai.common.sheets import to_csv as write_csv
from prongsai.correspondence.content import Document
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.render import render_pdf
from prongsai.measures.report.compose import compose
from prongsai.measures.report.data import (
    MeasureData,
    ReportData,
    SignatureData,
    SignerData,
    TopicData,
)
from prongsai.measures.report.wording import COLUMNS


def build_files(
    data: ReportData,
    wording: dict[str, str],
    font: str = "TH SarabunIT๙",
    *,
    document: Document | None = None,
) -> dict[str, bytes]:
    """report.pdf, report.docx, report.csv and report.json by name.

    `document` is the report as submitted, with its signatures; without it the draft is composed.
    """
    document = document or compose(data, wording)
    return {
        "report.pdf": render_pdf(document),
        "report.docx": render_docx(document, font=font),
        "report.csv": to_csv(data),
        "report.json": json.dumps(to_json(data), ensure_ascii=False, indent=1).encode(),
    }


def to_csv(data: ReportData) -> bytes:
    """The six columns with topic, number, state and reason; UTF-8 with BOM, formula-safe."""
    header = ("ประเด็น", "ที่", *COLUMNS, "สถานะ", "เหตุผล")
    rows = [
        [
            topic.title,
            measure.number,
            measure.title,
            "\n".join(measure.steps),
            measure.period_text,
            ", ".join(measure.units),
            "\n".join(measure.outputs),
            measure.outcome,
            measure.state,
            measure.state_reason,
        ]
        for topic in data.topics
        for measure in topic.measures
    ]
    return write_csv(header, rows)


def to_json(data: ReportData) -> dict[str, Any]:
    """The report as plain values by `report.schema.json`: what a snapshot freezes."""
    return {
        "organization": data.organization,
        "amphoe": data.amphoe,
        "province": data.province,
        "fiscal_year": data.fiscal_year,
        "as_of": data.as_of.isoformat(),
        "is_draft": data.is_draft,
        "number": data.number,
        "memo_date": data.memo_date.isoformat() if data.memo_date else None,
        "approved_on": data.approved_on.isoformat() if data.approved_on else None,
        "approved_by": data.approved_by,
        "signers": _signers(data),
        "topics": [_topic(topic) for topic in data.topics],
        "evidence": [
            {
                "measure": item.measure_number,
                "title": item.title,
                "kind": item.kind,
                "date": item.date.isoformat() if item.date else None,
                "link": item.link,
            }
            for item in data.evidence
        ],
    }


def _signers(data: ReportData) -> list[dict[str, Any]]:
    """Who signed, else who would sign."""
    expected = (data.reporter, data.head, data.chief_administrator, data.mayor)
    return [_signer(s) for s in data.signatures or expected if s]


def _signer(signer: SignerData | SignatureData) -> dict[str, Any]:
    values: dict[str, Any] = {
        "position": signer.position,
        "name": signer.name,
        "lines": list(signer.lines),
    }
    if isinstance(signer, SignatureData):
        values |= {"date": signer.date.isoformat(), "on_paper": signer.on_paper}
    return values


def _topic(topic: TopicData) -> dict[str, Any]:
    return {
        "number": topic.number,
        "title": topic.title,
        "measures": [_measure(measure) for measure in topic.measures],
    }


def _measure(measure: MeasureData) -> dict[str, Any]:
    return {
        "number": measure.number,
        "title": measure.title,
        "steps": list(measure.steps),
        "period_text": measure.period_text,
        "units": list(measure.units),
        "outputs": list(measure.outputs),
        "expected_outputs": list(measure.expected_outputs),
        "outcome": measure.outcome,
        "expected_outcome": measure.expected_outcome,
        "state": measure.state,
        "state_reason": measure.state_reason,
        "evidence": list(measure.evidence),
    }
