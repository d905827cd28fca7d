"""What `measures` tells the evidence below it: what it proves itself, what it uses, what it publishes."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prongsai.assessment import answers, onward
from prongsai.assessment.models import Finding
from prongsai.evidence import entries, holders, uses
from prongsai.evidence.entries import EntrySource, PublicEntry
from prongsai.evidence.sources import EvidenceSource, SourceReport, register
from prongsai.measures import queries
from prongsai.measures.models import MeasureOrigin, Publication
from prongsai.measures.permissions import may_see_office
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


register(
    EvidenceSource(code="annual-report", label=_("Annual report of a year"), report=report_of_year)
)

# The page of a published report shows what this evidence source proves.
TAGS = {"annual-reports": ("annual-report",)}


def list_plan_pages() -> Iterator[PublicEntry]:
    """The pages of the published plans."""
    return _plan_pages(queries.list_public_plans())


def list_report_pages() -> Iterator[PublicEntry]:
    """The pages of the published annual reports."""
    return _report_pages(queries.list_public_plans())


def list_analysis_pages() -> Iterator[PublicEntry]:
    """The pages of the published analyses of ITA results, by the year whose measures answer them."""
    return _analysis_pages(queries.list_public_plans())


def list_family() -> Iterator[PublicEntry]:
    """All three, from the plans read once."""
    plans = queries.list_public_plans()
    yield from _plan_pages(plans)
    yield from _report_pages(plans)
    yield from _analysis_pages(plans)


def _plan_pages(plans: Sequence[Any]) -> Iterator[PublicEntry]:
    for plan in plans:
        address = reverse("public_plan", args=[plan.fiscal_year])
        title = gettext("Measures for integrity and transparency, fiscal year %(year)s")
        yield _entry("plans", plan.fiscal_year, title, address, plan.published_at)


def _report_pages(plans: Sequence[Any]) -> Iterator[PublicEntry]:
    for plan in plans:
        if plan.report_at:
            address = reverse("public_report_page", args=[plan.fiscal_year])
            title = gettext("Annual report on integrity and transparency, fiscal year %(year)s")
            yield _entry("annual-reports", plan.fiscal_year, title, address, plan.report_at)


def _analysis_pages(plans: Sequence[Any]) -> Iterator[PublicEntry]:
    for plan in plans:
        if plan.analysed_year:
            address = reverse("public_analysis", args=[plan.fiscal_year])
            title = gettext("Analysis of the ITA result and measures, fiscal year %(year)s")
            yield _entry("analyses", plan.fiscal_year, title, address, plan.published_at)


def _entry(kind: str, year: int, title: str, url: str, updated: dt.datetime) -> PublicEntry:
    day = timezone.localdate(updated)
    return PublicEntry(title % {"year": year}, url, day, updated, kind, year, TAGS.get(kind, ()))


for source in (
    EntrySource("plans", _("Plans of measures"), list_plan_pages, family=list_family),
    EntrySource("analyses", _("Analyses of ITA results"), list_analysis_pages, family=list_family),
    EntrySource(
        "annual-reports",
        _("Annual reports"),
        list_report_pages,
        tags=TAGS["annual-reports"],
        family=list_family,
    ),
):
    entries.register(source)


def lead_to_analysis(user: Any, fiscal_year: int) -> onward.Onward | None:
    """From a result to its analysis, which stands beside the plan of the next year."""
    if not may_see_office(user):
        return None
    address = reverse("measures_analysis", args=[fiscal_year + 1])
    return onward.Onward(gettext("Analyse this result"), address)


def list_frozen(digests: Collection[str]) -> Iterable[str]:
    """Of some digests those of files that published versions show."""
    files = Publication.objects.values_list("files", flat=True)
    return holders.digests_in(files).intersection(digests)


def has_measures(finding: Finding) -> bool:
    """Whether measures answer a finding."""
    return MeasureOrigin.objects.filter(finding=finding).exists()


answers.register(has_measures)
onward.register(lead_to_analysis)
holders.register(list_frozen)


def uses_in_measures(evidence_ids: Iterable[int]) -> dict[int, list[uses.Use]]:
    """The measures that proofs serve, in one query."""
    from prongsai.measures.models import EvidenceUse

    found: dict[int, list[uses.Use]] = {}
    rows = EvidenceUse.objects.filter(evidence__in=list(evidence_ids))
    for row in rows.select_related("measure__plan").order_by("measure__plan", "measure__order"):
        measure = row.measure
        label = f"{measure.number} ({measure.plan.fiscal_year})"
        use = uses.Use(label, reverse("measures_measure", args=[measure.public_id]))
        if use not in found.setdefault(row.evidence_id, []):
            found[row.evidence_id].append(use)
    return found


uses.register(uses_in_measures)
