"""Approved → sealed: an idempotent job. The missing row says what is still to do."""

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.accounts.permissions import is_administrator
from prongsai.approvals.models import Procedure, Round
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.correspondence import events
from prongsai.correspondence.approvable import compose_round
from prongsai.correspondence.certificate import (
    create_certificate,
    describe,
    find_certificate,
    require_signer,
)
from prongsai.correspondence.checking import count_pages
from prongsai.correspondence.models import SealedDocument
from prongsai.correspondence.render import render_pdf
from prongsai.correspondence.sealing import sign_pdf
from prongsai.evidence import files
from prongsai.organization import queries as organization

logger = logging.getLogger(__name__)


def seal_waiting() -> int:
    """Seal every approved document that is not sealed; returns how many were sealed now.

    Without a valid certificate they wait. One that fails waits alone: the others are sealed, then
    the first failure is raised for the job to show.
    """
    found = Procedure.objects.filter(state=Procedure.State.APPROVED, sealed__isnull=True)
    waiting = list(found.order_by("ended_on", "pk"))
    try:
        if waiting:
            require_signer()
    except Refused as refusal:
        logger.warning("%s documents wait for their seal: %s", len(waiting), refusal)
        return 0
    sealed, failures = 0, []
    for procedure in waiting:
        try:
            seal(procedure=procedure)
            sealed += 1
        except Exception as error:  # whatever it is, the others don't wait for it
            failures.append(error)
    if failures:
        raise failures[0]
    return sealed


def make_certificate(*, actor: Any) -> None:
    """Make the organisation's own certificate, or a new one when it has expired."""
    if not is_administrator(actor):
        raise Refused(_("Only administrators may do this."))
    profile = organization.find_profile()
    name = profile.short_name if profile else "Prongsai"
    create_certificate(organization=name, province=profile.province if profile else "")
    made = find_certificate()
    data = {"fingerprint": made.fingerprint if made else ""}
    record(actor=actor, event=events.CERTIFICATE_MADE, data=data)


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
    signer = require_signer()
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
