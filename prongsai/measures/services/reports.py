"""The annual report as an act: handed in, followed through its approval, reworded."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.approvals import services as approvals
from prongsai.approvals.models import Act, Procedure
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.correspondence.models import RegisterKind
from prongsai.correspondence.services import bind_entry, take_number
from prongsai.measures import events
from prongsai.measures.approvables import REPORT_KIND
from prongsai.measures.models import AnnualReport, Plan, ReportWording
from prongsai.measures.report import freeze
from prongsai.measures.report.compose import report_title
from prongsai.measures.report.data import ReportData
from prongsai.measures.report.wording import DEFAULT_WORDING, check_wording
from prongsai.measures.report_data import (
    collect_report,
    current_wording,
    numbered,
    reporter_division,
)
from prongsai.measures.services.guards import lock_plan, require_manager


def last_digest(procedure: Procedure) -> str:
    """The SHA-256 of the newest round."""
    return procedure.rounds.order_by("-number")[0].sha256


@transaction.atomic
def submit_report(
    *,
    actor: Any,
    plan: Plan,
    as_of: dt.date,
    dated_on: dt.date | None = None,
    on: dt.date | None = None,
    on_paper: bool = False,
) -> AnnualReport:
    """Hand the report in: it takes its number and date, its content is frozen with its SHA-256.

    A returned report goes out again under the number and date it has. `dated_on` is the memo's
    date (default today), `on` the day of the act; with `on_paper` the reporter's own signature is
    recorded afterwards. Raises `Refused` when a report of this day is
    on its way or approved already, or the actor is not the reporter today.
    """
    require_manager(actor)
    plan = lock_plan(plan)
    found = plan.reports.filter(as_of=as_of).exclude(state__in=["refused", "withdrawn"]).first()
    if found is not None and found.state != AnnualReport.State.RETURNED:
        raise Refused(_("This report has been handed in already."))
    if not plan.measures.exists():
        raise Refused(_("A report without measures can't be handed in."))
    on = on or timezone.localdate()
    if found is not None and found.procedure is not None:
        return _submit_again(actor, found, on, on_paper)
    return _submit_new(actor, plan, as_of, dated_on or on, on, on_paper)


def _submit_new(
    actor: Any, plan: Plan, as_of: dt.date, dated_on: dt.date, on: dt.date, on_paper: bool
) -> AnnualReport:
    data, wording = collect_report(plan, as_of), current_wording()
    title = report_title(data, wording)
    entry = take_number(
        actor=actor,
        kind=RegisterKind.MEMO,
        division=reporter_division(),
        dated_on=dated_on,
        subject=title,
    )
    content = _freeze(data, entry.written, dated_on)
    report = AnnualReport.objects.create(
        plan=plan,
        as_of=as_of,
        snapshot=content,
        sha256="",
        submitted_by=actor,
        memo_number=entry.written,
        memo_date=dated_on,
    )
    procedure = approvals.submit(
        actor=actor,
        kind=REPORT_KIND,
        subject_id=report.pk,
        title=title,
        number=entry.written,
        dated_on=dated_on,
        content=content,
        on=on,
        on_paper=on_paper,
    )
    bind_entry(entry=entry, procedure=procedure)
    report.procedure, report.sha256 = procedure, last_digest(procedure)
    report.save(update_fields=["procedure", "sha256"])
    return _recorded(actor, report)


def _submit_again(actor: Any, report: AnnualReport, on: dt.date, on_paper: bool) -> AnnualReport:
    procedure = report.procedure
    assert procedure is not None
    assert report.memo_date is not None
    data = collect_report(report.plan, report.as_of)
    content = _freeze(data, report.memo_number, report.memo_date)
    procedure = approvals.resubmit(
        actor=actor,
        procedure=procedure,
        title=report_title(data, current_wording()),
        content=content,
        on=on,
        on_paper=on_paper,
    )
    report.state, report.remark = AnnualReport.State.WAITING, ""
    report.snapshot, report.sha256 = content, last_digest(procedure)
    report.submitted_at = timezone.now()
    report.save()
    return _recorded(actor, report)


def _freeze(data: ReportData, number: str, dated_on: dt.date) -> dict[str, Any]:
    return freeze(numbered(data, number, dated_on), current_wording())


def _recorded(actor: Any, report: AnnualReport) -> AnnualReport:
    data = {"sha256": report.sha256, "number": report.memo_number}
    record(actor=actor, event=events.REPORT_SUBMITTED, target=report, data=data)
    return report


def follow_report(*, actor: Any, procedure: Procedure) -> None:
    """Carry the state of the approval over to the report, in the approval's transaction."""
    report = AnnualReport.objects.select_for_update(of=("self",)).get(pk=procedure.subject_id)
    report.state = AnnualReport.State(procedure.state)
    report.remark = procedure.remark
    report.decided_on = procedure.ended_on
    if procedure.ended_on is not None:
        report.decided_by = decided_by(procedure)
    report.save(update_fields=["state", "remark", "decided_on", "decided_by"])
    event = {
        Procedure.State.APPROVED: events.REPORT_APPROVED,
        Procedure.State.REFUSED: events.REPORT_REFUSED,
        Procedure.State.WITHDRAWN: events.REPORT_WITHDRAWN,
    }.get(Procedure.State(procedure.state), events.REPORT_RETURNED)
    record(actor=actor, event=event, target=report, data={"number": report.memo_number})


def decided_by(procedure: Procedure) -> str:
    """Name and capacity of the last signer."""
    latest = procedure.rounds.order_by("-number")[0]
    act = Act.objects.filter(step__round=latest).order_by("-step__order").first()
    return f"{act.signer_name} {' '.join(act.lines)}"[:300] if act else ""


@transaction.atomic
def take_back_report(*, actor: Any, report: AnnualReport, remark: str) -> AnnualReport:
    """Take a report back that was handed in before there were chains of approval."""
    require_manager(actor)
    report = AnnualReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.state != AnnualReport.State.WAITING or report.procedure_id is not None:
        raise Refused(_("This report does not wait for a decision."))
    if not remark.strip():
        raise Refused(_("Give the reason."), "remark")
    report.state, report.remark = AnnualReport.State.RETURNED, remark.strip()
    report.save(update_fields=["state", "remark"])
    record(actor=actor, event=events.REPORT_RETURNED, target=report, data={"reason": report.remark})
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
