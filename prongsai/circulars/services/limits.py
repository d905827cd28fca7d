"""Limits of personal links, counted without keeping any address; and forgetting what has ended."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from prongsai.circulars.models import LinkUse, Recipient
from prongsai.circulars.rules import LIMIT_MINUTES, LINK_DAYS


@transaction.atomic
def count_use(*, what: str, of: str, now: dt.datetime | None = None) -> int:
    """Count one more use of something (`of`: an address or a token) within ten minutes.

    Stored is a keyed digest that changes with each ten minutes: nobody can be followed by it.
    """
    now = now or timezone.now()
    window = int(now.timestamp()) // (LIMIT_MINUTES * 60)
    key = salted_hmac(f"circulars.{what}", f"{window}:{of}", algorithm="sha256").hexdigest()
    row, is_new = LinkUse.objects.get_or_create(key=key, defaults={"created_at": now})
    if is_new:
        return row.count
    LinkUse.objects.filter(pk=row.pk).update(count=F("count") + 1)
    row.refresh_from_db()
    return row.count


def forget_old(*, now: dt.datetime | None = None) -> int:
    """Forget the counts of yesterday, and the links of circulars closed 30 days ago.

    Returns how many links ended.
    """
    now = now or timezone.now()
    LinkUse.objects.filter(created_at__lt=now - dt.timedelta(days=1)).delete()
    ended = now - dt.timedelta(days=LINK_DAYS)
    return (
        Recipient.objects.filter(circulation__closed_at__lte=ended)
        .exclude(token_hash="")
        .update(token_hash="")
    )
