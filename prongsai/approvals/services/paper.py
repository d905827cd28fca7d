"""A signed paper comes in with its photo: both are kept, or neither."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.approvals.models import Act, Procedure
from prongsai.approvals.services.acting import record_paper
from prongsai.common.errors import Refused
from prongsai.evidence.services import add_files


@transaction.atomic
def record_paper_with_scan(*, actor: Any, procedure: Procedure, data: dict[str, Any]) -> Act:
    """Record a signature on paper from a cleaned form, with the scan as public evidence.

    Without a new scan `earlier_scan` is named: one paper often carries several signatures.
    """
    upload = data.get("scan")
    scan = data.get("earlier_scan")
    if upload:
        title = _("Signed paper %(number)s") % {"number": procedure.number}
        try:
            (scan,) = add_files(
                actor=actor,
                uploads=[(upload.read(), upload.name)],
                captions=[title],
                is_public=True,
            )
        except Refused as refusal:
            raise Refused(refusal.message, "scan") from refusal
    return record_paper(
        actor=actor,
        procedure=procedure,
        digest=data["digest"],
        verdict=data["verdict"],
        name=data["name"],
        lines=data["lines"].splitlines(),
        signed_on=data["signed_on"],
        opinion=data.get("opinion", ""),
        reason=data.get("reason", ""),
        scan=scan,
    )
