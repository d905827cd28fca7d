"""What is deleted when its time is over; each night."""

import datetime as dt

from django.utils import timezone

from prongsai.channels.models import Notice, OutgoingMail
from prongsai.channels.services import subscribing, webhook

NOTICE_DAYS, MAIL_DAYS = 400, 90


def purge() -> None:
    """Delete old notices (400 days), sent mail (90 days), and what citizens left for a moment."""
    now = timezone.now()
    Notice.objects.filter(created_at__lt=now - dt.timedelta(days=NOTICE_DAYS)).delete()
    OutgoingMail.objects.exclude(state=OutgoingMail.State.WAITING).filter(
        created_at__lt=now - dt.timedelta(days=MAIL_DAYS)
    ).delete()
    subscribing.forget_old(now)
    webhook.forget_old(now)


def forget_mails(*, recipient: str, since: dt.datetime) -> None:
    """Delete what went to an address since then, publications apart: its owner was promised so."""
    mails = OutgoingMail.objects.filter(recipient=recipient, created_at__gte=since, delivery=None)
    mails.exclude(state=OutgoingMail.State.WAITING).delete()
