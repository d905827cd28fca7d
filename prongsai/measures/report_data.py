"""Gathers a year's report from plan, organisation and evidence, for the document's composer."""

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence
from textwrap import wrap
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone

from prongsai.approvals.models import Act, Round
from prongsai.audit.services import make_checkpoint
from prongsai.correspondence.content import Document
from prongsai.evidence.models import EvidenceKind
from prongsai.measures import queries
from prongsai.measures.approvables import compose_report_round
from prongsai.measures.models import (
    Amendment,
    AnnualReport,
    EvidenceUse,
    Measure,
    Plan,
    ReportWording,
)
from prongsai.measures.report import build_files, compose, thaw
from prongsai.measures.report.data import (
    AmendmentData,
    EvidenceItem,
    MeasureData,
    Photo,
    ReportData,
    SignatureData,
    SignerData,
    TopicData,
)
from prongsai.measures.report.wording import DEFAULT_WORDING
from prongsai.organization import queries as organization
from prongsai.organization.models import Division, OrganizationProfile, Role
from prongsai.thai.calendar import format_date
from prongsai.thai.digits import to_arabic, to_thai
from prongsai.thai.fiscal import FiscalYear

ORDER_WORDS = ("คำสั่ง",)


def report_day(plan: Plan, as_of: dt.date | None) -> dt.date:
    """The day a report describes: the one asked for, else the end of the year or today."""
    return as_of or min(FiscalYear(plan.fiscal_year).last_day, timezone.localdate())


def build_report_files(
    plan: Plan, *, as_of: dt.date | None = None, font: str = "TH SarabunIT๙"
) -> dict[str, bytes]:
    """The four files of a year's report: PDF, DOCX, CSV, JSON."""
    day = report_day(plan, as_of)
    kept = find_handed_in(plan, day)
    if kept is None:
        return build_files(collect_report(plan, day), current_wording(), font)
    return build_frozen_files(kept, font)


def build_frozen_files(report: AnnualReport, font: str = "TH SarabunIT๙") -> dict[str, bytes]:
    """The four files of a report that was handed in, with the signatures given so far."""
    data, wording = thaw_report(report)
    return build_files(data, wording, font, document=document_of(report))


def find_handed_in(plan: Plan, as_of: dt.date) -> AnnualReport | None:
    """The report of a day that was handed in and not given back, refused or withdrawn."""
    shown = plan.reports.filter(as_of=as_of, state__in=["waiting", "approved"])
    return shown.select_related("procedure", "plan").first()


def find_document(plan: Plan, as_of: dt.date) -> Document:
    """The report of a day: the frozen text once it was handed in, else today's."""
    kept = find_handed_in(plan, as_of)
    return document_of(kept) if kept else compose(collect_report(plan, as_of), current_wording())


def document_of(report: AnnualReport) -> Document:
    """A report that was handed in, with its signatures."""
    if report.procedure is None:  # recorded before there were chains of approval
        return compose(*thaw_report(report))
    rounds = Round.objects.filter(procedure=report.procedure).order_by("-number")
    return compose_report_round(
        rounds.select_related("procedure").prefetch_related("steps__act")[0]
    )


def thaw_report(report: AnnualReport) -> tuple[ReportData, dict[str, str]]:
    """The frozen text of a report with the decision that was taken on it."""
    data, wording = thaw(report.snapshot)
    if report.state != AnnualReport.State.APPROVED:
        return data, wording
    decided = dataclasses.replace(
        data,
        number=report.memo_number,
        memo_date=report.memo_date,
        approved_on=report.decided_on,
        approved_by=report.decided_by,
        signatures=_signatures(report),
    )
    return decided, wording


def _signatures(report: AnnualReport) -> list[SignatureData]:
    if report.procedure is None:
        return []
    newest = report.procedure.rounds.order_by("-number")[0]
    acts = Act.objects.filter(step__round=newest).select_related("step").order_by("step__order")
    return [
        SignatureData(
            act.step.position_title,
            act.signer_name,
            tuple(act.lines),
            act.signed_on,
            act.is_on_paper,
        )
        for act in acts
    ]


def current_wording() -> dict[str, str]:
    """The texts of the report: the office's own where it has some."""
    own = dict(ReportWording.objects.values_list("key", "text"))
    return DEFAULT_WORDING | {key: text for key, text in own.items() if key in DEFAULT_WORDING}


def collect_report(plan: Plan, as_of: dt.date) -> ReportData:
    """Everything the report says, as of a day."""
    profile = organization.find_profile()
    measures = queries.list_measures(plan)
    evidence = _evidence(measures)
    return ReportData(
        organization=profile.full_name if profile else "",
        organization_short=profile.short_name if profile else "",
        amphoe=profile.amphoe if profile else "",
        province=profile.province if profile else "",
        letter_code=profile.letter_code if profile else "",
        agency=_agency(profile),
        division=_division_name(),
        mayor_title=_title(Role.MAYOR),
        fiscal_year=plan.fiscal_year,
        as_of=as_of,
        is_whole_year=as_of >= FiscalYear(plan.fiscal_year).last_day,
        topics=_topics(plan, measures),
        evidence=evidence,
        photos=_photos(measures),
        orders=[item for item in evidence if any(w in item.title for w in ORDER_WORDS)],
        amendments=_amendments(plan),
        reporter=_signer(Role.INTEGRITY_OFFICER, as_of),
        head=_head(as_of),
        chief_administrator=_signer(Role.CHIEF_ADMINISTRATOR, as_of),
        mayor=_signer(Role.MAYOR, as_of),
    )


def numbered(data: ReportData, number: str, dated_on: dt.date) -> ReportData:
    """What is submitted: under its number and date, with a signed checkpoint of the log."""
    profile = organization.find_profile()
    checkpoint = make_checkpoint(organization=profile.full_name if profile else "")
    text = ""
    if checkpoint is not None:
        day = format_date(timezone.localdate(checkpoint.made_at))
        text = to_thai(f"ณ วันที่ {day} บันทึกมี {checkpoint.sequence} รายการ ")
        text += f"ค่าแฮช SHA-256\n{' '.join(wrap(checkpoint.hash, 8))}\n"
        text += f"ตรวจสอบได้ที่ {settings.PRONGSAI_BASE_URL}/log/"
    return dataclasses.replace(data, number=number, memo_date=dated_on, checkpoint=text)


# The words of the report's list of amendments: the document is Thai whatever the interface is.
CHANGED_FIELDS = {
    "title": "ชื่อมาตรการ", "number": "ลำดับที่", "period": "ระยะเวลาดำเนินการ",
    "units": "ผู้รับผิดชอบ", "steps": "ขั้นตอน", "expected_outputs": "ผลผลิตที่คาดหวัง",
    "expected_outcome": "ผลลัพธ์ที่คาดหวัง", "spelling": "ตัวสะกด",
    "findings": "ผลการวิเคราะห์ที่เป็นที่มา", "follow_up": "การกำกับติดตามและการรายงานผล",
}  # fmt: skip
CHANGES = {
    "added": "เพิ่มมาตรการ",
    "postponed": "เลื่อน",
    "cancelled": "ยกเลิก",
    "resumed": "ดำเนินการต่อ",
}


def _amendments(plan: Plan) -> list[AmendmentData]:
    return [
        AmendmentData(
            measure_number=amendment.measure.number,
            title=amendment.measure.title,
            change=_change_words(amendment),
            reason=amendment.reason,
            date=amendment.amended_on,
        )
        for amendment in plan.amendments.select_related("measure")
    ]


def _change_words(amendment: Amendment) -> str:
    if amendment.kind != Amendment.Kind.CHANGED:
        return CHANGES[amendment.kind]
    name = CHANGED_FIELDS.get(amendment.field, amendment.field)
    return f"แก้ไข{name} จาก “{amendment.before or '-'}” เป็น “{amendment.after or '-'}”"


def _agency(profile: OrganizationProfile | None) -> str:
    if profile is None:
        return ""
    place = f"อำเภอ{profile.amphoe} จังหวัด{profile.province}"
    return f"{_division_name()} {profile.full_name} {place}".strip()


def reporter_division() -> Division | None:
    """The division of the integrity officer: its register numbers the memos."""
    position = organization.find_position(Role.INTEGRITY_OFFICER)
    return position.division if position else organization.find_division("สำนักปลัด")


def _division_name() -> str:
    division = reporter_division()
    return division.name if division else ""


def _title(role: str) -> str:
    position = organization.find_position(role)
    return position.title if position else ""


def _signer(role: str, on: dt.date) -> SignerData | None:
    position = organization.find_position(role)
    return _as_signer(position, on) if position else None


def _head(on: dt.date) -> SignerData | None:
    division = reporter_division()
    position = organization.find_position(Role.DIVISION_HEAD, division) if division else None
    return _as_signer(position, on) if position else None


def _as_signer(position: Any, on: dt.date) -> SignerData:
    capacity = organization.resolve(position, on)
    if capacity is None:
        return SignerData(position.title, None, (position.title,))
    return SignerData(position.title, str(capacity.user), capacity.lines)


def _topics(plan: Plan, measures: Sequence[Measure]) -> list[TopicData]:
    topics = [
        TopicData(t.number, t.title, [_measure(m) for m in measures if m.topic_id == t.pk])
        for t in plan.topics.all()
    ]
    without = [_measure(m) for m in measures if m.topic_id is None]
    return topics + ([TopicData(None, "", without)] if without else [])


def _measure(measure: Measure) -> MeasureData:
    outputs = list(measure.outputs.all())
    results = [_output_text(output) for output in outputs if output.result]
    return MeasureData(
        number=measure.number,
        title=measure.title,
        steps=[step.text for step in measure.steps.all()],
        period_text=measure.period_text,
        units=_units(measure),
        outputs=results,
        expected_outputs=[output.expected for output in outputs if output.expected],
        outcome=measure.outcome_result,
        expected_outcome=measure.expected_outcome,
        state=measure.state,
        state_reason=measure.state_reason,
        evidence=[use.evidence.title for use in measure.evidence_uses.all()],
        follow_up=measure.follow_up,
    )


def _output_text(output: Any) -> str:
    """The result with its count, unless its own words say the count already."""
    if output.quantity is None:
        return str(output.result)
    count = f"{output.quantity.normalize():f} {output.unit}".strip()
    said = re.search(rf"(?<![\d.,]){re.escape(count)}", to_arabic(output.result))
    return str(output.result) if output.unit and said else f"{output.result} จำนวน {count}"


def _units(measure: Measure) -> list[str]:
    if measure.is_for_all_divisions:
        return ["ทุกสำนัก/กอง"]
    return [division.name for division in measure.divisions.all()]


def _uses(measures: Sequence[Measure]) -> list[tuple[Measure, EvidenceUse]]:
    return [(m, use) for m in measures for use in m.evidence_uses.all()]


def _evidence(measures: Sequence[Measure]) -> list[EvidenceItem]:
    return [
        EvidenceItem(
            measure_number=measure.number,
            title=use.evidence.title,
            kind=use.evidence.kind,
            date=use.evidence.effective_on,
            link=_link(use),
        )
        for measure, use in _uses(measures)
    ]


def _link(use: EvidenceUse) -> str:
    evidence = use.evidence
    if evidence.kind == EvidenceKind.LINK:
        return evidence.link
    version = next(iter(evidence.versions.all()), None)
    if not evidence.is_public or version is None:
        return ""
    name = quote(version.file_name)
    return f"{settings.PRONGSAI_BASE_URL}/files/{evidence.public_id}/{version.number}/{name}"


def _photos(measures: Sequence[Measure]) -> list[Photo]:
    """Photos shown to the public; internal ones never leave with the report."""
    photos = []
    for measure, use in _uses(measures):
        version = next(iter(use.evidence.versions.all()), None)
        if version is not None and version.is_image and use.evidence.is_public:
            title = use.evidence.title
            photos.append(Photo(measure.number, title, version.sha256, version.media_type))
    return photos
