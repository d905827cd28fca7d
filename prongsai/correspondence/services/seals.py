"""Approved → sealed: an idempotent job. The missing row says what is still to do."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.approvals.models import Procedure, Round
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.correspondence import events
from prongsai.correspondence.approvable import compose_round
from prongsai.correspondence.certificate import describe, find_signer
from prongsai.correspondence.checking import count_pages
from prongsai.correspondence.models import SealedDocument
from prongsai.correspondence.render import render_pdf
from prongsai.correspondence.sealing import sign_pdf
from prongsai.evidence import files
from prongsai.organization import queries as organization


def seal_waiting() -> int:
    """Seal every approved document that is not sealed; returns how many were sealed now."""
    if find_signer() is None:
        return 0
    waiting = Procedure.objects.filter(state=Procedure.State.APPROVED, sealed__isnull=True)
    return sum(seal(procedure=procedure) is not None for procedure in waiting.order_by("ended_on"))


@transaction.atomic
def seal(*, procedure: Procedure) -> SealedDocument:
    """Render an approved document once with all signatures, sign it, keep it for ever.

    Doing it twice, or at once in two places, gives the one sealed document. Bytes are on the disk
    before the row says so: a crash between leaves a file that nobody names, and the job repeats.
    Raises `Refused` when it is not approved or there is no certificate.
    """
    procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    found = SealedDocument.objects.filter(procedure=procedure).first()
    if found is not None:
        return found
    if procedure.state != Procedure.State.APPROVED:
        raise Refused(_("Only approved documents are sealed."))
    signer = find_signer()
    if signer is None:
        raise Refused(_("The organization has no certificate for its seal yet."))
    rounds = Round.objects.filter(procedure=procedure).select_related("procedure")
    document = compose_round(rounds.prefetch_related("steps__act").order_by("-number")[0])
    profile = organization.find_profile()
    content = sign_pdf(
        render_pdf(document),
        signer=signer,
        reason=f"{procedure.number} {procedure.code}",
        location=profile.full_name if profile else "",
        timestamp_url=settings.TIMESTAMP_URL,
    )
    sealed = SealedDocument.objects.create(
        procedure=procedure,
        sha256=files.store(content),
        size=len(content),
        pages=count_pages(content),
        certificate=describe(signer.signing_cert).fingerprint,
    )
    record(actor=None, event=events.SEALED, target=procedure, data={"sha256": sealed.sha256})
    return sealed
