"""Writes: something is published to channels, or withdrawn before it left."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels import events
from prongsai.channels.codes import STANDING, Channel, list_kinds
from prongsai.channels.content import (
    LONGEST_ADDRESS,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    Publication,
)
from prongsai.channels.models import Delivery, LoggedPublication, Sending
from prongsai.channels.queries import list_open_channels
from prongsai.common.errors import Refused
from prongsai.common.jobs import queue_once
from prongsai.thai.fiscal import fiscal_year_of

LANGUAGES = ("th", "en")


@transaction.atomic
def publish(
    *,
    actor: Any,
    publication: Publication,
    channels: Collection[str],
    at: dt.datetime | None = None,
) -> LoggedPublication:
    """Tell something to the public through these channels (codes), now or at a time to come.

    Whether the actor may publish this is the caller's rule. The same key again adds the channels that
    are new and changes nothing else. Rows are written in the caller's transaction; a worker delivers.
    Raises `Refused`, field `channels`, for none or for one that is not set up; ValueError for data
    that no caller should give.
    """
    _check(publication)
    wanted = [code for code in Channel.values if code in channels]
    if not wanted or set(channels) - set(wanted):
        raise Refused(_("Choose one of the channels."), "channels")
    shut = [code for code in wanted if code not in list_open_channels()]
    if shut:
        words = _("%(channel)s is not set up: an administrator enters its account first.")
        raise Refused(words % {"channel": Channel(shut[0]).label}, "channels")
    row, is_new = _keep(actor, publication, at or timezone.now())
    if row.withdrawn_at is not None:
        raise Refused(_("This publication was withdrawn."))
    added = _deliver_to(row, wanted, at or timezone.now())
    if is_new or added:
        data = {"channels": added, "key": row.key}
        record(actor=actor, event=events.PUBLISHED, target=row, data=data)
        hint()
    return row


def _check(publication: Publication) -> None:
    longest = (
        (publication.key, 200),
        (publication.title, LONGEST_TITLE),
        (publication.summary, LONGEST_SUMMARY),
        (publication.url, LONGEST_ADDRESS),
        (publication.picture or "", LONGEST_ADDRESS),
    )
    if any(len(text) > length for text, length in longest):
        raise ValueError("a text of the publication is too long")
    if not publication.key or not publication.title.strip():
        raise ValueError("a publication needs a key and a title")
    if publication.kind not in dict(list_kinds()):
        raise ValueError(f"the kind {publication.kind!r} is not registered")
    if publication.language not in LANGUAGES:
        raise ValueError(f"the language {publication.language!r} is not known")
    for address in filter(None, (publication.url, publication.picture or "/")):
        if not address.startswith("/") or address.startswith("//"):
            raise ValueError("addresses of a publication are those of this site")


def _keep(actor: Any, publication: Publication, at: dt.datetime) -> tuple[LoggedPublication, bool]:
    row, is_new = LoggedPublication.objects.get_or_create(
        key=publication.key,
        defaults={
            "kind": publication.kind,
            "title": " ".join(publication.title.split()),
            "summary": publication.summary.strip(),
            "url": publication.url,
            "picture": publication.picture or "",
            "language": publication.language,
            "fiscal_year": fiscal_year_of(timezone.localdate(at)).year_be,
            "published_at": at,
            "published_by": actor,
            "corrects": LoggedPublication.objects.get(key=publication.corrects)
            if publication.corrects
            else None,
        },
    )
    return LoggedPublication.objects.select_for_update(of=("self",)).get(pk=row.pk), is_new


def _deliver_to(row: LoggedPublication, channels: Sequence[str], at: dt.datetime) -> list[str]:
    there = set(row.deliveries.values_list("channel", flat=True))
    added = [code for code in channels if code not in there]
    now = timezone.now()
    for code in added:
        stands = code in STANDING and at <= now
        Delivery.objects.create(
            publication=row,
            channel=code,
            due_at=at,
            state=Delivery.State.SENT if stands else Delivery.State.WAITING,
            sent_at=at if stands else None,
        )
    return added


@transaction.atomic
def withdraw_publication(*, actor: Any, key: str) -> LoggedPublication | None:
    """Stop what has not left yet; what was sent stays sent. None when nothing has this key.

    Whether the actor may is the caller's rule.
    """
    row = LoggedPublication.objects.select_for_update(of=("self",)).filter(key=key).first()
    if row is None or row.withdrawn_at is not None:
        return row
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    # Requests before deliveries, as the worker locks them.
    stopped_sendings = {
        sending.pk
        for sending in Sending.objects.select_for_update(of=("self",)).filter(
            deliveries__publication=row
        )
        if _is_stopped(sending)
    }
    stopped = []
    for delivery in row.deliveries.select_for_update().filter(state=Delivery.State.WAITING):
        if delivery.sending_id is None or delivery.sending_id in stopped_sendings:
            delivery.state = Delivery.State.CANCELLED
            delivery.save(update_fields=["state"])
            stopped.append(delivery.channel)
    record(actor=actor, event=events.WITHDRAWN, target=row, data={"stopped": stopped})
    return row


def _is_stopped(sending: Sending) -> bool:
    """Whether a request could be stopped: it was not made yet, and tells of nothing else."""
    if (
        sending.state != Sending.State.WAITING
        or sending.attempts
        or sending.purpose != Sending.Purpose.PUBLICATION
    ):
        return False
    sending.state, sending.problem = Sending.State.FAILED, "withdrawn"
    sending.save(update_fields=["state", "problem"])
    return True


def hint() -> None:
    """Wake the worker with the commit. The rows are the truth: a lost hint only delays by a minute."""
    from prongsai.channels.tasks import deliver_publications_now

    queue_once(deliver_publications_now)
