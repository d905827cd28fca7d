"""What `measures` itself proves: that a year's report was made and decided."""

from django.utils.translation import gettext_lazy as _

from prongsai.evidence.sources import EvidenceSource, SourceReport, register
from prongsai.thai.digits import to_thai


def report_of_year(fiscal_year: int) -> SourceReport:
    """The approved annual report of a fiscal year (พ.ศ.), as evidence for next year's measures."""
    from prongsai.measures.models import AnnualReport

    reports = AnnualReport.objects.filter(
        plan__fiscal_year=fiscal_year, state=AnnualReport.State.APPROVED
    )
    items = [f"{report.memo_number} {report.decided_on}" for report in reports]
    year = to_thai(str(fiscal_year))
    return SourceReport(
        items=items,
        expected=1,
        missing=[] if items else [str(_("The annual report is not approved yet."))],
        suggested_output=(
            len(items),
            "ฉบับ",
            f"รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. {year}",
        ),
        suggested_outcome=None,
    )


register(EvidenceSource(code="annual-report", label=_("Annual report of a year"), report=report_of_year))
