"""The annual report as an act: handed in, decided on paper, returned."""

import datetime as dt
import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.rules import canonical_json
from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.common.errors import Refused
from prongsai.evidence.models import Evidence
from prongsai.measures import events
from prongsai.measures.models import AnnualReport, Plan, ReportWording
from prongsai.measures.report import freeze
from prongsai.measures.report.wording import DEFAULT_WORDING, check_wording
from prongsai.measures.report_data import collect_report, current_wording
from prongsai.measures.services.guards import lock_plan, require_manager
from prongsai.organization import queries as organization


@transaction.atomic
def submit_report(*, actor: Any, plan: Plan, as_of: dt.date) -> AnnualReport:
    """Hand the report in: its content is frozen from here on, with its SHA-256.

    Raises `Refused` when a report of this day is waiting or approved already.
    """
    require_manager(actor)
    plan = lock_plan(plan)
    if plan.reports.filter(as_of=as_of).exclude(state=AnnualReport.State.RETURNED).exists():
        raise Refused(_("This report has been handed in already."))
    if not plan.measures.exists():
        raise Refused(_("A report without measures can't be handed in."))
    snapshot = freeze(collect_report(plan, as_of), current_wording())
    report = AnnualReport.objects.create(
        plan=plan,
        as_of=as_of,
        snapshot=snapshot,
        sha256=hashlib.sha256(canonical_json(snapshot)).hexdigest(),
        submitted_by=actor,
    )
    record(
        actor=actor, event=events.REPORT_SUBMITTED, target=report, data={"sha256": report.sha256}
    )
    notify(
        recipients=organization.heads_to_inform(actor, timezone.localdate()),
        text=_("The annual report of %(year)s waits for you.") % {"year": plan.fiscal_year},
        link=f"/office/measures/{plan.fiscal_year}/report/",
        key=f"report-submitted:{report.pk}",
    )
    return report


@transaction.atomic
def record_paper_approval(
    *,
    actor: Any,
    report: AnnualReport,
    memo_number: str,
    memo_date: dt.date,
    decided_by: str,
    decided_on: dt.date,
    scan: Evidence | None = None,
) -> AnnualReport:
    """Record that the report was approved on paper: number, date, who decided, the scan."""
    require_manager(actor)
    report = _lock_waiting(report)
    if not memo_number.strip():
        raise Refused(_("Write the number of the memo."), "memo_number")
    if not decided_by.strip():
        raise Refused(_("Write who decided, with the capacity."), "decided_by")
    if decided_on < memo_date:
        raise Refused(_("The decision lies before the date of the memo."), "decided_on")
    if decided_on > timezone.localdate():
        raise Refused(_("The day of the decision lies in the future."), "decided_on")
    report.state = AnnualReport.State.APPROVED
    report.memo_number, report.memo_date = memo_number.strip(), memo_date
    report.decided_by, report.decided_on, report.scan = decided_by.strip(), decided_on, scan
    report.save()
    record(
        actor=actor,
        event=events.REPORT_APPROVED,
        target=report,
        data={"number": report.memo_number, "decided_on": str(decided_on)},
    )
    return report


@transaction.atomic
def return_report(*, actor: Any, report: AnnualReport, remark: str) -> AnnualReport:
    """Take a waiting report back for correction, with the reason."""
    require_manager(actor)
    report = _lock_waiting(report)
    if not remark.strip():
        raise Refused(_("Give the reason."), "remark")
    report.state, report.remark = AnnualReport.State.RETURNED, remark.strip()
    report.save(update_fields=["state", "remark"])
    record(actor=actor, event=events.REPORT_RETURNED, target=report, data={"reason": report.remark})
    return report


def _lock_waiting(report: AnnualReport) -> AnnualReport:
    report = AnnualReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.state != AnnualReport.State.WAITING:
        raise Refused(_("This report does not wait for a decision."))
    return report


@transaction.atomic
def change_wording(*, actor: Any, texts: dict[str, str]) -> None:
    """Word the report's texts in the office's own way; an empty text restores the default.

    Raises `Refused` naming the text whose placeholders are unknown.
    """
    require_manager(actor)
    for key, text in texts.items():
        if key not in DEFAULT_WORDING:
            continue
        text = text.replace("\r\n", "\n").strip()
        check_wording(key, text)
        if text and text != DEFAULT_WORDING[key].strip():
            ReportWording.objects.update_or_create(key=key, defaults={"text": text})
        else:
            ReportWording.objects.filter(key=key).delete()
    record(actor=actor, event=events.WORDING_CHANGED, data={"keys": sorted(texts)})
