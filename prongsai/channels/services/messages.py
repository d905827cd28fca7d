"""Writes: notices in the office, and e-mail into and out of the outbox."""

import time
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.accounts.permissions import is_administrator
from prongsai.channels.models import Notice, OutgoingMail
from prongsai.channels.rules import MAX_ATTEMPTS, next_attempt
from prongsai.channels.services.subscribing import count_arrival, count_bounce
from prongsai.channels.smtp import Relay, deliver
from prongsai.common.errors import Refused

# A run ends after so long; the next minute's takes over.
BUSY_SECONDS = 50

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
    mail.next_attempt_at = timezone.now()
    mail.save()


def deliver_waiting() -> int:
    """Deliver what is due; returns how many were sent. Two workers never send the same row."""
    relay = Relay.from_settings()
    if relay is None:
        return 0
    sent = 0
    ends = time.monotonic() + BUSY_SECONDS
    while time.monotonic() < ends:
        result = _deliver_one(relay)
        if result is None:
            break
        sent += result
    return sent


@transaction.atomic
def _deliver_one(relay: Relay) -> bool | None:
    """Deliver one row; None when nothing is due.

    A crash between the relay's answer and our commit sends the row again, under the same
    Message-ID, by which the receiving side recognises it.
    """
    mail = (
        OutgoingMail.objects.select_for_update(skip_locked=True)
        .filter(state=OutgoingMail.State.WAITING, next_attempt_at__lte=timezone.now())
        # Colleagues' mail before that to subscribers, of which there may be thousands.
        .order_by(F("delivery").asc(nulls_first=True), "next_attempt_at")
        .first()
    )
    if mail is None:
        return None
    mail.attempts += 1
    problem = deliver(relay, mail.sender, mail.recipient, bytes(mail.message))
    if problem is None:
        mail.state, mail.sent_at, mail.last_error = OutgoingMail.State.SENT, timezone.now(), ""
        mail.message = b""
    elif problem.is_final or mail.attempts >= MAX_ATTEMPTS:
        mail.state, mail.last_error = OutgoingMail.State.FAILED, problem.text
    else:
        mail.next_attempt_at = timezone.now() + next_attempt(mail.attempts)
        mail.last_error = problem.text
    mail.save()
    if mail.delivery_id and mail.state == OutgoingMail.State.SENT:
        count_arrival(email=mail.recipient)
    elif mail.delivery_id and problem is not None and problem.is_final:
        count_bounce(email=mail.recipient)
    return mail.state == OutgoingMail.State.SENT
