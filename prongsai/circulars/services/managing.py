"""What who leads a circular does: exempt, make links, close, keep the certificate."""

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.circulars import events, permissions
from prongsai.circulars.documents import make_certificate
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.queries import hash_token, list_missing
from prongsai.circulars.services.people import lock_managed
from prongsai.circulars.services.starting import end
from prongsai.common.errors import Refused
from prongsai.correspondence.render import render_pdf
from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_files


@transaction.atomic
def exempt(*, actor: Any, recipient: Recipient, reason: str) -> Recipient:
    """Take a person out of the count, with the reason (leave, retired …)."""
    recipient = _lock_waiting(actor, recipient)
    if not reason.strip():
        raise Refused(_("Give the reason."), "reason")
    recipient.exempted_at, recipient.exempted_by = timezone.now(), actor
    recipient.exemption_reason = reason.strip()[:300]
    recipient.save(update_fields=["exempted_at", "exempted_by", "exemption_reason"])
    record(actor=actor, event=events.EXEMPTED, target=recipient.circulation)
    return recipient


@transaction.atomic
def lift_exemption(*, actor: Any, recipient: Recipient) -> Recipient:
    """Ask an exempted person after all."""
    circulation = lock_managed(actor, recipient.circulation)
    recipient = Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    if recipient.exempted_at is None:
        raise Refused(_("This person is not exempted."))
    recipient.exempted_at, recipient.exempted_by, recipient.exemption_reason = None, None, ""
    recipient.save(update_fields=["exempted_at", "exempted_by", "exemption_reason"])
    record(actor=actor, event=events.EXEMPTION_LIFTED, target=circulation)
    return recipient


def _lock_waiting(actor: Any, recipient: Recipient) -> Recipient:
    circulation = lock_managed(actor, recipient.circulation)
    recipient = Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    if not recipient.is_waiting:
        raise Refused(_("This person does not have to acknowledge any more."))
    recipient.circulation = circulation
    return recipient


@transaction.atomic
def make_links(
    *, actor: Any, circulation: Circulation, people: Sequence[int] = ()
) -> list[tuple[Recipient, str]]:
    """New personal links for who has no account: chosen people, or all who are missing.

    Returns each person with the token, which is shown once; earlier links of them end.
    """
    circulation = lock_managed(actor, circulation)
    found = list_missing(circulation).select_for_update(of=("self",)).filter(user__isnull=True)
    if people:
        found = found.filter(pk__in=list(people))
    made = []
    for recipient in found.order_by("pk"):
        token = secrets.token_urlsafe(32)
        recipient.token_hash = hash_token(token)
        recipient.save(update_fields=["token_hash"])
        made.append((recipient, token))
    if not made:
        raise Refused(_("Nobody without an account is missing."))
    record(actor=actor, event=events.LINKS_MADE, target=circulation, data={"people": len(made)})
    return made


@transaction.atomic
def close(*, actor: Any, circulation: Circulation, at: dt.datetime | None = None) -> Circulation:
    """Close a circular; who is missing stays missing, personal links end 30 days later."""
    circulation = lock_managed(actor, circulation)
    end(actor, circulation, at or timezone.now())
    return circulation


@transaction.atomic
def keep_certificate(*, actor: Any, circulation: Circulation) -> Evidence:
    """Keep today's certificate as internal evidence, to be attached to measures."""
    circulation = Circulation.objects.select_for_update(of=("self",)).get(pk=circulation.pk)
    if not permissions.may_manage(actor, circulation):
        raise Refused(_("Only who leads this circular may do this."))
    today = timezone.localdate()
    title = _("Certificate of the circular: %(title)s") % {"title": circulation.title}
    (evidence,) = add_files(
        actor=actor,
        uploads=[(render_pdf(make_certificate(circulation, today)), "certificate.pdf")],
        captions=[title],
        owner=circulation.division,
        effective_on=today,
    )
    record(
        actor=actor,
        event=events.CERTIFICATE_KEPT,
        target=circulation,
        data={"evidence": evidence.title},
    )
    return evidence
