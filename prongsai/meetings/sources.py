"""What meetings prove of a year, month by month with their minutes, and what the public may read."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.evidence import entries
from prongsai.evidence.entries import EntrySource, PublicEntry
from prongsai.evidence.sources import EvidenceSource, SourceReport, Suggestion, register
from prongsai.meetings.content import MinutesContent, redact, walk
from prongsai.meetings.models import Body, Concern, DivisionFiling, Meeting, Minutes
from prongsai.meetings.papers import withheld_of
from prongsai.meetings.public import last_change, list_published, public_meetings
from prongsai.meetings.queries.lists import in_fiscal_year
from prongsai.meetings.wording import full_name
from prongsai.thai.calendar import Month, format_date, format_month
from prongsai.thai.digits import to_thai
from prongsai.thai.fiscal import FiscalYear, fiscal_year_of

STAFF = "monthly-meetings"
NOUNS = {
    Body.Kind.STAFF: "ประชุมประจำเดือน",
    Body.Kind.EXECUTIVE: "ประชุมผู้บริหาร",
    Body.Kind.COUNCIL: "ประชุมสภา",
    Body.Kind.COMMITTEE: "ประชุมคณะกรรมการ",
}
# Councils and committees meet when there is something to do: no month of theirs is missing.
MONTHLY = (Body.Kind.STAFF, Body.Kind.EXECUTIVE)


def report_of_year(fiscal_year: int, kind: str = Body.Kind.STAFF) -> SourceReport:
    """The meetings that bodies of a kind held in a fiscal year (พ.ศ.), by month."""
    found = list(
        Meeting.objects.filter(
            in_fiscal_year(fiscal_year), body__kind=kind, state=Meeting.State.HELD
        )
        .select_related("body", "minutes")
        .order_by("starts_at")
    )
    if kind not in MONTHLY:
        lines, expected = [describe(meeting) for meeting in found], 1
        missing = [] if found else [_("No meeting was held in this year yet.")]
    else:
        months = FiscalYear(fiscal_year).months()
        lines, expected = _by_month(found), len(months)
        met = {Month.of(meeting.day) for meeting in found}
        missing = [_say_gap(month) for month in months if month not in met]
    return SourceReport(
        items=lines,
        expected=expected,
        missing=missing,
        suggested_output=_output(found, missing, kind, fiscal_year) if found else None,
        suggested_outcome=_outcome(found) if found else None,
    )


def _by_month(found: Sequence[Meeting]) -> list[str]:
    """A line for each month with a meeting, whatever the number of its meetings."""
    months: dict[Month, list[str]] = {}
    for meeting in found:
        months.setdefault(Month.of(meeting.day), []).append(describe(meeting))
    return ["; ".join(lines) for lines in months.values()]


def _say_gap(month: Month) -> str:
    is_ahead = month.last_day >= timezone.localdate()
    words = _("%(month)s (not yet)") if is_ahead else _("No meeting in %(month)s")
    return words % {"month": format_month(month)}


def describe(meeting: Meeting) -> str:
    """A meeting in a line: month, number, day, how far its minutes are."""
    state = Minutes.State(meeting.minutes.state).label
    day = format_date(meeting.day, "short")
    month = format_month(Month.of(meeting.day), "short")
    minutes = _("minutes of the meeting: %(state)s") % {"state": state}
    return f"{month}: {full_name(meeting)} ({day}), {minutes}"


def _output(
    found: Sequence[Meeting], missing: Sequence[str], kind: str, fiscal_year: int
) -> Suggestion:
    count = len(found)
    adopted = sum(meeting.minutes.is_adopted for meeting in found)
    every = " ครบทุกเดือน" if kind in MONTHLY and not missing else ""
    sentence = (
        f"จัด{NOUNS[Body.Kind(kind)]} {count} ครั้ง{every} ในปีงบประมาณ พ.ศ. {fiscal_year} "
        f"มีรายงานการประชุม {count} ฉบับ รับรองแล้ว {adopted} ฉบับ"
    )
    return float(count), "ครั้ง", to_thai(sentence)


def _outcome(found: Sequence[Meeting]) -> Suggestion | None:
    """What the meetings brought: reports of the divisions, problems, suggestions."""
    filings = DivisionFiling.objects.filter(meeting__in=found)
    concerns = Concern.objects.filter(meeting__in=found)
    problems = concerns.filter(kind=Concern.Kind.PROBLEM).count()
    count, divisions = filings.count(), filings.values("division").distinct().count()
    if not count:
        return None
    sentence = (
        f"ทราบผลการปฏิบัติงานแต่ละกอง {count} รายงาน จาก {divisions} สำนัก/กอง "
        f"ปัญหาและอุปสรรค {problems} เรื่อง ข้อเสนอแนะ {concerns.count() - problems} เรื่อง"
    )
    return float(count), "รายงาน", to_thai(sentence)


def _label(kind: str) -> str:
    return _("Meetings: %(kind)s") % {"kind": Body.Kind(kind).label}


register(
    EvidenceSource(
        code=STAFF,
        label=gettext_lazy("Monthly meetings"),
        report=report_of_year,
        words=("ประชุมประจำเดือน", "ประชุมพนักงานประจำเดือน"),
    )
)
for other in (Body.Kind.EXECUTIVE, Body.Kind.COUNCIL, Body.Kind.COMMITTEE):
    register(
        EvidenceSource(
            code=f"meetings-{other}",
            label=lazy(_label, str)(other),
            report=partial(report_of_year, kind=other),
        )
    )


def list_pages() -> Iterator[PublicEntry]:
    """The pages of meetings that people were called to; with published minutes they changed last."""
    today = timezone.localdate()
    for meeting in public_meetings(today).exclude(state=Meeting.State.PLANNED):
        yield PublicEntry(
            title=full_name(meeting),
            url=reverse("public_meeting", args=[meeting.public_id]),
            date=meeting.day,
            updated=last_change(meeting, {}),
            kind=PAGES,
            year=fiscal_year_of(meeting.day).year_be,
        )


def list_resolutions() -> Iterator[PublicEntry]:
    """The resolutions in published minutes, as the public reads them."""
    for version in list_published():
        minutes = version.minutes
        content = redact(MinutesContent.from_json(version.content), withheld_of(minutes))
        page = reverse("public_meeting", args=[minutes.meeting.public_id])
        for decision in (row for entry in walk(content.entries) for row in entry.decisions):
            yield PublicEntry(
                title=decision.text,
                url=f"{page}#resolution-{decision.key}",
                date=minutes.meeting.day,
                updated=minutes.published_at or version.made_at,
                kind=RESOLUTIONS,
                year=fiscal_year_of(minutes.meeting.day).year_be,
            )


PAGES, RESOLUTIONS = "meetings", "resolutions"
entries.register(
    EntrySource(code=PAGES, label=gettext_lazy("Meetings and minutes"), entries=list_pages)
)
entries.register(
    EntrySource(
        code=RESOLUTIONS,
        label=gettext_lazy("Resolutions of meetings"),
        entries=list_resolutions,
        are_pages=False,
    )
)
