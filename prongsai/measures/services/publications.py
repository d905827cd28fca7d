"""Publishing: a frozen version of plan or report, with its files; older ones stay to be seen."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.approvals.models import Act, Procedure
from prongsai.approvals.queries import find_approved, last_round
from prongsai.approvals.rules import compute_digest
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.correspondence.certificate import find_certificate
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.queries import find_sealed, read_sealed
from prongsai.evidence import entries, files
from prongsai.evidence.models import EvidenceVersion
from prongsai.measures import events, exports
from prongsai.measures.approvables import PLAN_KIND, compose_plan_round
from prongsai.measures.models import AnnualReport, Plan, Publication
from prongsai.measures.public import freeze_plan, freeze_report
from prongsai.measures.report_data import build_frozen_files
from prongsai.measures.services.guards import lock_plan, require_manager

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jpg": "image/jpeg",
    "png": "image/png",
}


@transaction.atomic
def publish_plan(*, actor: Any, plan: Plan, note: str = "") -> Publication:
    """Freeze the plan with its results so far as the next version of the public page.

    Raises `Refused` when it has no measures or nothing changed since the last version.
    """
    require_manager(actor)
    plan = lock_plan(plan)
    if not plan.measures.exists():
        raise Refused(_("A plan without measures can't be published."))
    approved = _approved_plan(plan)
    made = {f"plan.{kind}": make(plan) for kind, make in exports.MAKERS.items()}
    if approved is not None:
        made |= _signed_files(approved, "plan")
        made["plan.docx"] = render_docx(compose_plan_round(last_round(approved)))
    published = _publish(
        actor, plan, Publication.Kind.PLAN, freeze_plan(plan, approved), made, approved, note
    )
    if not plan.is_public:
        plan.is_public = True
        plan.save(update_fields=["is_public"])
    return published


@transaction.atomic
def publish_report(*, actor: Any, report: AnnualReport, note: str = "") -> Publication:
    """Publish an approved report with its sealed PDF, DOCX, signed scans, CSV and JSON.

    Raises `Refused` while it is not approved, its seal is not made yet, or its plan is not public:
    the report's page stands beside the plan's.
    """
    require_manager(actor)
    plan = lock_plan(report.plan)
    if not plan.is_public:
        raise Refused(_("Publish the plan of this year first; its report stands beside it."))
    if report.state != AnnualReport.State.APPROVED:
        raise Refused(_("Only an approved report can be published."))
    made = build_frozen_files(report)
    if report.procedure is not None:
        made |= _signed_files(report.procedure, "report")
    elif report.scan is not None:
        version = report.scan.versions.first()
        made |= _scan_files("report", [version] if version else [])
    return _publish(
        actor, plan, Publication.Kind.REPORT, freeze_report(report), made, report.procedure, note
    )


@transaction.atomic
def take_off(*, actor: Any, plan: Plan) -> Plan:
    """Take plan and report off the public site; the versions are kept."""
    require_manager(actor)
    plan = lock_plan(plan)
    if plan.is_public:
        plan.is_public = False
        plan.save(update_fields=["is_public"])
        entries.changed("plans", gone=reverse("public_plan", args=[plan.fiscal_year]))
        record(actor=actor, event=events.PLAN_UNPUBLISHED, target=plan)
    return plan


def _approved_plan(plan: Plan) -> Procedure | None:
    """The approval that counts for the public: the newest one, also while amendments wait.

    An office without a certificate publishes its plan without sealed papers.
    """
    found = find_approved(PLAN_KIND, plan.pk)
    if found is not None and find_sealed(found) is None and find_certificate() is None:
        return None
    return found


def _signed_files(procedure: Procedure, stem: str) -> dict[str, bytes]:
    """The sealed PDF and the scans of what was signed on paper, the very files the acts name."""
    sealed = find_sealed(procedure)
    if sealed is None:
        raise Refused(_("The seal is not made yet; try again in a minute."))
    acts = Act.objects.filter(step__round=procedure.rounds.order_by("-number")[0])
    scans = []
    for act in acts.filter(scan__isnull=False).select_related("scan").order_by("step__order"):
        assert act.scan is not None
        named = act.scan.versions.filter(sha256=act.scan_sha256)
        scans.append(named.first() or act.scan.versions.last())
    return {f"{stem}.pdf": read_sealed(sealed)} | _scan_files(stem, scans)


def _scan_files(stem: str, scans: Sequence[EvidenceVersion | None]) -> dict[str, bytes]:
    """Each scanned file once, by a name of its own beside those of plan and report."""
    versions = {scan.sha256: scan for scan in scans if scan is not None}
    return {
        f"{stem}-signed-{at}.{version.file_name.rpartition('.')[2].lower()}": files.read(sha256)
        for at, (sha256, version) in enumerate(versions.items(), start=1)
    }


def _publish(
    actor: Any,
    plan: Plan,
    kind: str,
    snapshot: dict[str, Any],
    made: dict[str, bytes],
    procedure: Procedure | None,
    note: str,
) -> Publication:
    sha256 = compute_digest(snapshot)
    last = plan.publications.filter(kind=kind).first()
    if last is not None and last.sha256 == sha256 and plan.is_public:
        raise Refused(_("Nothing changed since the last version was published."))
    published = Publication.objects.create(
        plan=plan,
        kind=kind,
        version=(last.version if last else 0) + 1,
        snapshot=snapshot,
        sha256=sha256,
        files={name: _store(name, content) for name, content in made.items()},
        procedure=procedure,
        note=note.strip()[:300],
        published_by=actor,
    )
    plan.updated_at = timezone.now()
    plan.save(update_fields=["updated_at"])
    data = {"kind": str(kind), "version": published.version, "sha256": sha256}
    for code in ("plans", "analyses", "annual-reports"):
        entries.changed(code)
    record(actor=actor, event=events.PUBLISHED, target=plan, data=data)
    return published


def _store(name: str, content: bytes) -> dict[str, Any]:
    kind = name.rpartition(".")[2]
    return {
        "sha256": files.store(content),
        "size": len(content),
        "type": TYPES.get(kind, "application/octet-stream"),
    }


def publish_what_was_public() -> None:
    """Give plans that were public before there were versions their first one (after an update)."""
    for plan in Plan.objects.filter(is_public=True, publications__isnull=True):
        if plan.measures.exists():
            publish_plan(actor=None, plan=plan)
