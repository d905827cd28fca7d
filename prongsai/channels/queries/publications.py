"""Reading what was published, where it went, and which channels are open."""

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from prongsai.channels.codes import ACCOUNTS, Channel
from prongsai.channels.models import (
    ChannelAccount,
    Delivery,
    LoggedPublication,
    OutgoingMail,
    Sending,
)
from prongsai.channels.permissions import may_see_log
from prongsai.common.search import search_parts


def list_open_channels() -> list[str]:
    """The codes of channels that may be published to now: accounts in use, and all without one."""
    enabled = ChannelAccount.objects.filter(is_enabled=True).exclude(token=b"")
    usable = set(enabled.values_list("channel", flat=True))
    return [code for code in Channel.values if code not in ACCOUNTS or code in usable]


def list_channel_choices() -> list[tuple[str, str]]:
    """The open channels for a form that publishes: code and label."""
    return [(code, str(Channel(code).label)) for code in list_open_channels()]


def find_account(channel: str) -> ChannelAccount | None:
    """The account of a channel, or None before it was set."""
    return ChannelAccount.objects.filter(channel=channel).first()


def list_publications(fiscal_year: int) -> "QuerySet[LoggedPublication]":
    """What was published in a fiscal year (พ.ศ.) and not withdrawn, newest first, with deliveries.

    `publication.deliveries.all()` asks nothing more; its state "sent" means that it stands there.
    """
    return _with_deliveries().filter(fiscal_year=fiscal_year, withdrawn_at=None)


def search_publications(
    *, fiscal_year: int, channel: str = "", kind: str = "", state: str = "", words: str = ""
) -> "QuerySet[LoggedPublication]":
    """The log of a fiscal year, newest first; withdrawn ones too. Empty texts ask for everything."""
    found = _with_deliveries().filter(fiscal_year=fiscal_year)
    if channel or state:
        asked = Q(channel=channel) if channel else Q()
        asked &= Q(state=state) if state else Q()
        found = found.filter(pk__in=Delivery.objects.filter(asked).values("publication"))
    if kind:
        found = found.filter(kind=kind)
    return search_parts(found, words, "title", "summary")


def list_by_key(beginning: str) -> list[LoggedPublication]:
    """The publications whose keys begin so, the newest first, with their deliveries."""
    return list(_with_deliveries().filter(key__startswith=beginning))


def list_told_addresses(start: dt.datetime, end: dt.datetime) -> set[tuple[str, str]]:
    """The code of a channel with an address of this site that it told of, from a moment to before another."""
    sent = Delivery.objects.filter(state=Delivery.State.SENT, sent_at__gte=start, sent_at__lt=end)
    return set(sent.order_by().values_list("channel", "publication__url"))


def _with_deliveries() -> "QuerySet[LoggedPublication]":
    return LoggedPublication.objects.select_related("published_by", "corrects").prefetch_related(
        "deliveries__sending"
    )


def access_publication(actor: Any, public_id: uuid.UUID) -> LoggedPublication:
    """A publication for a person: 404 when there is none, 403 for whom it is not."""
    if not may_see_log(actor):
        raise PermissionDenied
    found = _with_deliveries().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def list_failed() -> "QuerySet[Sending]":
    """Requests that were given up, newest first: a person looks and sends again."""
    return (
        Sending.objects.filter(state=Sending.State.FAILED)
        .exclude(problem="withdrawn")
        .prefetch_related("deliveries__publication")
    )


def list_held() -> "QuerySet[Delivery]":
    """What waits for the digest because the quota is short, the oldest first."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, sending=None)
    return waiting.exclude(held_until=None).select_related("publication").order_by("due_at", "id")


def list_years(asked: int) -> list[int]:
    """The fiscal years in which something was published, and the one asked for, newest first."""
    found = LoggedPublication.objects.order_by().values_list("fiscal_year", flat=True).distinct()
    return sorted({asked, *found}, reverse=True)


def count_mails(publication: LoggedPublication) -> dict[str, int]:
    """How many mails of a publication wait, were sent and given up: state → number."""
    found = OutgoingMail.objects.filter(delivery__publication=publication).order_by()
    return dict(found.values_list("state").annotate(n=Count("pk")))
