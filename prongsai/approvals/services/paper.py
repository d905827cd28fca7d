"""A signed paper comes in with its photo: both are kept, or neither."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.approvals.models import Act, Procedure
from prongsai.approvals.services.acting import record_paper
from prongsai.common.errors import Refused
from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_files

SCANS = {"application/pdf", "image/jpeg", "image/png"}


@transaction.atomic
def record_paper_with_scan(*, actor: Any, procedure: Procedure, data: dict[str, Any]) -> Act:
    """Record a signature on paper from a cleaned form, with the scan as evidence.

    The scan stays inside the office until the document is published with it. Without a new scan
    `earlier_scan` is named: one paper often carries several signatures.
    """
    scan = _keep_scan(actor, procedure, data.get("scan")) or data.get("earlier_scan")
    return record_paper(
        actor=actor,
        procedure=procedure,
        digest=data["digest"],
        verdict=data["verdict"],
        name=data["name"],
        lines=data["lines"].splitlines(),
        signed_on=data["signed_on"],
        at=data.get("at"),
        opinion=data.get("opinion", ""),
        reason=data.get("reason", ""),
        scan=scan,
    )


def _keep_scan(actor: Any, procedure: Procedure, upload: Any) -> Evidence | None:
    if not upload:
        return None
    title = _("Signed paper %(number)s") % {"number": procedure.number or procedure.told_title}
    try:
        (scan,) = add_files(actor=actor, uploads=[(upload.read(), upload.name)], captions=[title])
    except Refused as refusal:
        raise Refused(refusal.message, "scan") from refusal
    if scan.versions.get().media_type not in SCANS:
        raise Refused(_("A signed paper comes as PDF or as a photo."), "scan")
    return scan
