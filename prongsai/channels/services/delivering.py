"""Writes: mail leaves the outbox: claimed, handed over, settled. Killed at any point, nothing is lost.

A mail is claimed and marked as uncertain in one transaction, handed over outside of any, and settled
in another. SMTP knows no key by which a mail is taken once. So of one that may have been taken, a
publication waits for a person, for a citizen must not be told twice; everything else is handed over
again under its Message-ID, for a link that never comes is worse than one that comes twice.
"""

import time

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.channels.models import OutgoingMail
from prongsai.channels.rules import MAIL_LEASE, MAX_ATTEMPTS, next_attempt
from prongsai.channels.services.messages import notify
from prongsai.channels.services.subscribing import count_arrival, count_bounce
from prongsai.channels.services.trouble import list_administrators
from prongsai.channels.smtp import Problem, Relay, deliver

# A run ends after so long; the next minute's takes over.
BUSY_SECONDS = 50


def deliver_waiting() -> int:
    """Deliver what is due; returns how many were sent. Two workers never send the same row."""
    relay = Relay.from_settings()
    if relay is None:
        return 0
    sent = 0
    ends = time.monotonic() + BUSY_SECONDS
    while time.monotonic() < ends:
        mail = _claim()
        if mail is None:
            break
        sent += _deliver(relay, mail)
    return sent


@transaction.atomic
def _claim() -> OutgoingMail | None:
    """Take the next mail that is due, marked as uncertain; None when there is none.

    In the mail that comes back `is_uncertain` says what was known of it before.
    """
    now = timezone.now()
    mail = (
        OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=OutgoingMail.State.WAITING, next_attempt_at__lte=now)
        .filter(Q(claimed_until=None) | Q(claimed_until__lt=now))
        # Colleagues' mail before that to subscribers, of which there may be thousands.
        .order_by(F("delivery").asc(nulls_first=True), "next_attempt_at")
        .first()
    )
    if mail is None:
        return None
    was_uncertain = mail.is_uncertain
    mail.claimed_until, mail.is_uncertain = now + MAIL_LEASE, True
    mail.attempts += 1
    mail.save(update_fields=["claimed_until", "is_uncertain", "attempts"])
    mail.is_uncertain = was_uncertain
    return mail


def _deliver(relay: Relay, mail: OutgoingMail) -> bool:
    if mail.is_uncertain and mail.delivery_id:
        return _settle(mail, Problem("", is_uncertain=True))
    return _settle(mail, deliver(relay, mail.sender, mail.recipient, bytes(mail.message)))


@transaction.atomic
def _settle(claimed: OutgoingMail, problem: Problem | None) -> bool:
    """Write down what came of it; True when it was taken."""
    found = OutgoingMail.objects.select_for_update(of=("self",)).filter(pk=claimed.pk)
    mail = found.filter(state=OutgoingMail.State.WAITING).first()
    if mail is None:
        return False  # its recipient unsubscribed meanwhile
    if problem is not None and mail.claimed_until != claimed.claimed_until:
        return False  # it took too long, another worker has it
    mail.claimed_until, mail.is_uncertain = None, problem is not None and problem.is_uncertain
    mail.last_error = problem.text if problem else ""
    if problem is None:
        mail.state, mail.sent_at = OutgoingMail.State.SENT, timezone.now()
        mail.message = b""
    elif problem.is_uncertain and mail.delivery_id:
        mail.state = OutgoingMail.State.FAILED
        _tell_uncertain(mail)
    elif problem.is_final or mail.attempts >= MAX_ATTEMPTS:
        mail.state = OutgoingMail.State.FAILED
    else:
        mail.next_attempt_at = timezone.now() + next_attempt(mail.attempts)
    mail.save()
    _count(mail, problem)
    return problem is None


def _count(mail: OutgoingMail, problem: Problem | None) -> None:
    if mail.delivery_id and problem is None:
        count_arrival(email=mail.recipient)
    elif mail.delivery_id and problem is not None and problem.is_address:
        count_bounce(email=mail.recipient)


def _tell_uncertain(mail: OutgoingMail) -> None:
    notify(
        recipients=list_administrators(),
        text=_("It is not certain whether a mail to a subscriber left. Look at it and decide."),
        link="/office/outbox/",
        key=f"mail:uncertain:{mail.delivery_id}",
    )
