"""Objections to what outputs and outcomes say."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from prongsai.measures.checks.facts import MeasureFacts, PlanFacts, Warning_
from prongsai.measures.checks.structure import about, running
from prongsai.thai.digits import to_arabic
from prongsai.thai.text import squash

# Things that can be shown to an assessor. A text that names one of them, or a number, is concrete.
CONCRETE = [
    "คู่มือ",
    "ประกาศ",
    "คำสั่ง",
    "รายงาน",
    "หนังสือ",
    "บันทึก",
    "แผน",
    "โครงการ",
    "มาตรการ",
    "ระเบียบ",
    "แนวปฏิบัติ",
    "แนวทาง",
    "แบบ",
    "ภาพ",
    "รูป",
    "คลิป",
    "วิดีโอ",
    "วีดิทัศน์",
    "สื่อ",
    "ป้าย",
    "โปสเตอร์",
    "แผ่นพับ",
    "อินโฟกราฟิก",
    "เว็บไซต์",
    "เพจ",
    "ช่องทาง",
    "ระบบ",
    "ศูนย์",
    "ทะเบียน",
    "ฐานข้อมูล",
    "งบประมาณ",
    "ข้อบัญญัติ",
    "เทศบัญญัติ",
    "อบรม",
    "ประชุม",
    "กิจกรรม",
    "แจ้งเวียน",
    "เผยแพร่",
    "ประชาสัมพันธ์",
    "ติดตั้ง",
    "แต่งตั้ง",
    "ลงนาม",
    "เอกสาร",
    "ใบ",
    "สถิติ",
    "ข้อมูล",
    "นโยบาย",
    "facebook",
    "line",
    "e-service",
    "qr",
    "website",
    "dos",
    "&",
    "don't",
    "ita",
]

REPEATS_FROM = 88  # rapidfuzz ratio, 0–100


def is_concrete(text: str) -> bool:
    """Whether a text names something that can be shown, or counts something."""
    plain = to_arabic(squash(text)).lower()
    return bool(re.search(r"\d", plain)) or any(word in plain for word in CONCRETE)


def vague_outputs(plan: PlanFacts) -> Iterator[Warning_]:
    """An output that names no document, place, event or number."""
    for measure in running(plan):
        for text in measure.outputs or measure.expected_outputs:
            if text.strip() and not is_concrete(text):
                yield about(
                    measure,
                    "output-vague",
                    _("The output “%(text)s” names nothing concrete.") % {"text": text.strip()},
                    _("Name the document, the event or the number that came out."),
                )


def outcome_repeats_output(plan: PlanFacts) -> Iterator[Warning_]:
    """An outcome that only says the output again."""
    for measure in running(plan):
        outcome, outputs = _pair(measure)
        if outcome and any(_same(outcome, text) for text in (*outputs, " ".join(outputs))):
            yield about(
                measure,
                "outcome-repeats-output",
                _("The outcome repeats the output."),
                _("The outcome says what changed for citizens or staff because of the output."),
            )


def _pair(measure: MeasureFacts) -> tuple[str, tuple[str, ...]]:
    if measure.outcome:
        return measure.outcome, measure.outputs or measure.expected_outputs
    return measure.expected_outcome, measure.expected_outputs


def _same(outcome: str, output: str) -> bool:
    left, right = _bare(outcome), _bare(output)
    return bool(left and right) and fuzz.ratio(left, right) >= REPEATS_FROM


def _bare(text: str) -> str:
    return re.sub(r"[\s\-•·.()]|^\d+[.)]", "", to_arabic(text))
