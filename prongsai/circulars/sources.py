"""What circulars prove of a year: who of all has acknowledged, over all documents and by class."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.queries import Standing, standings_of_each, sum_up
from prongsai.correspondence.papers.classes import PaperClass
from prongsai.evidence.sources import EvidenceSource, SourceReport, Suggestion, register
from prongsai.thai.calendar import format_date
from prongsai.thai.digits import to_thai


def register_sources(classes: Iterable[PaperClass]) -> None:
    """One source for all circulars, and one for each class of papers."""
    register(
        EvidenceSource(
            code="circulation",
            label=gettext_lazy("Circulars with acknowledgement"),
            report=report_of_year,
        )
    )
    for known in classes:
        register(
            EvidenceSource(
                code=f"circulation-{known.code}",
                label=lazy(_label, str)(known),
                report=partial(report_of_year, class_code=known.code),
            )
        )


def _label(known: PaperClass) -> str:
    return _("Circulated: %(class)s") % {"class": known.label}


def report_of_year(fiscal_year: int, class_code: str = "") -> SourceReport:
    """The circulars of a fiscal year (พ.ศ.); a version that was replaced by a newer one is left out."""
    found = Circulation.objects.filter(fiscal_year=fiscal_year, successor__isnull=True)
    if class_code:
        found = found.filter(class_code=class_code)
    people = Recipient.objects.filter(circulation__in=found)
    each = standings_of_each(people, timezone.localdate())
    rows = [(c, each.get(c.pk, [])) for c in found.order_by("started_at")]
    whole = sum_up((row for _circulation, divisions in rows for row in divisions), "")
    missing = [line for row in rows for line in _missing(*row)]
    return SourceReport(
        items=[_item(*row) for row in rows],
        expected=max(len(rows), 1),
        missing=missing if rows else [_("Nothing was circulated in this year yet.")],
        suggested_output=_output(len(rows), fiscal_year),
        suggested_outcome=_outcome(len(rows), whole) if whole.total else None,
    )


def _item(circulation: Circulation, divisions: Sequence[Standing]) -> str:
    whole = sum_up(divisions, "")
    day = format_date(timezone.localdate(circulation.started_at), "short")
    return f"{circulation.title} ({day}): {whole.done} จาก {whole.total} คน"


def _missing(circulation: Circulation, divisions: Sequence[Standing]) -> list[str]:
    return [
        _("%(title)s: %(division)s, %(count)s people missing")
        % {
            "title": circulation.title,
            "division": row.name or _("no division"),
            "count": row.missing,
        }
        for row in divisions
        if row.missing
    ]


def _output(count: int, fiscal_year: int) -> Suggestion:
    year, number = to_thai(str(fiscal_year)), to_thai(str(count))
    return count, "เรื่อง", f"เวียนแจ้งเอกสารให้บุคลากรทราบ จำนวน {number} เรื่อง ปีงบประมาณ พ.ศ. {year}"


def _outcome(count: int, whole: Standing) -> Suggestion:
    of_all = to_thai(f"{whole.done} จาก {whole.total}")
    percent = to_thai(f"{whole.percent:g}")
    sentence = (
        f"บุคลากรรับทราบ {of_all} คน (ร้อยละ {percent})"
        if count == 1
        else f"บุคลากรรับทราบเอกสาร {to_thai(str(count))} เรื่อง รวม {of_all} รายการ (ร้อยละ {percent})"
    )
    return whole.percent, "ร้อยละ", sentence
