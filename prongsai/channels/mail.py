"""Django's mail goes into the outbox: in the caller's transaction, delivered after it."""

from collections.abc import Sequence
from email.utils import make_msgid, parseaddr
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from prongsai.channels.models import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    """EMAIL_BACKEND: writes a row per recipient instead of sending."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put messages into the outbox; returns how many."""
        return self.store(email_messages)

    def store(self, email_messages: Sequence[EmailMessage], **about: Any) -> int:
        """Put messages into the outbox with what is known `about` their rows; returns how many."""
        count = 0
        with transaction.atomic():
            for message in email_messages:
                rows = [_row(message, one, about) for one in message.recipients()]
                OutgoingMail.objects.bulk_create(rows)
                count += bool(rows)
            transaction.on_commit(_hint)
        return count


def _row(message: EmailMessage, recipient: str, about: dict[str, Any]) -> OutgoingMail:
    message_id = make_msgid(domain="prongsai")
    message.extra_headers["Message-ID"] = message_id
    return OutgoingMail(
        recipient=parseaddr(recipient)[1],
        sender=parseaddr(str(message.from_email))[1],
        subject=str(message.subject)[:300],
        message=message.message().as_bytes(linesep="\r\n"),  # type: ignore[call-arg]
        message_id=message_id,
        **about,
    )


def _hint(**kwargs: Any) -> None:
    """Wake the worker. The row is the truth: a lost hint only delays by a minute."""
    from prongsai.channels.tasks import deliver_mail

    deliver_mail.defer()
