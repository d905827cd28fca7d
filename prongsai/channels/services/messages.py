"""Writes: notices in the office, and mail that is tried again."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.accounts.permissions import is_administrator
from prongsai.channels.models import Notice, OutgoingMail
from prongsai.common.errors import Refused

# name, content, media type
Attachment = tuple[str, bytes, str]


@transaction.atomic
def notify(
    *,
    recipients: Iterable[Any],
    text: str,
    link: str,
    key: str,
    email: bool = False,
    attachments: Sequence[Attachment] = (),
) -> int:
    """Tell people something once: `key` names the cause. Returns how many were told now.

    With `email` it goes out by mail too, with the attachments, to those who have an address.
    """
    told = 0
    for user in {user.pk: user for user in recipients if user is not None}.values():
        _notice, is_new = Notice.objects.get_or_create(
            recipient=user, key=key[:120], defaults={"text": text[:500], "link": link}
        )
        told += is_new
        if is_new and email and user.email:
            body = f"{text}\n\n{settings.PRONGSAI_BASE_URL}{link}\n"
            EmailMessage(text[:150], body, None, [user.email], attachments=list(attachments)).send()
    return told


@transaction.atomic
def mark_read(*, actor: Any, notices: Iterable[int] | None = None) -> int:
    """Mark some or all notices of a person as read."""
    found = Notice.objects.filter(recipient=actor, read_at__isnull=True)
    if notices is not None:
        found = found.filter(pk__in=list(notices))
    return found.update(read_at=timezone.now())


@transaction.atomic
def resend(*, actor: Any, mail: OutgoingMail) -> None:
    """Try a given-up mail again."""
    if not is_administrator(actor):
        raise Refused(_("Only administrators may do this."))
    mail = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if mail.state != OutgoingMail.State.FAILED:
        raise Refused(_("This e-mail has not been given up."))
    mail.state, mail.attempts = OutgoingMail.State.WAITING, 0
    mail.next_attempt_at, mail.is_uncertain = timezone.now(), False
    mail.save()
