"""Writes: what LINE reports comes in once, is answered from the worker, and is forgotten."""

import base64
import datetime as dt
import hashlib
import hmac
import json
import logging
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from prongsai.channels.codes import Channel
from prongsai.channels.colours import find_colour
from prongsai.channels.models import ChannelAccount, LineEvent, LineLink, LineTalk
from prongsai.channels.senders import line
from prongsai.channels.services.chat import answer_event
from prongsai.channels.services.trouble import report_outcome, unseal_token
from prongsai.channels.trackers import trackers
from prongsai.common.jobs import queue_once
from prongsai.common.secretbox import Unreadable, unseal

log = logging.getLogger(__name__)
MOST_EVENTS = 100
EVENT_DAYS = 7
# A reply token is good for about a minute; after this an unanswered event is let go.
TOO_LATE = dt.timedelta(minutes=3)
LEAVING = ("unfollow",)
KINDS = ("message", "postback", "follow", *LEAVING)


def receive_events(*, body: bytes, signature: str) -> bool:
    """Keep the events of a webhook request; False when LINE did not sign exactly these bytes.

    An event that comes again (redelivery) is kept once, by its id. Redelivered ones come late and out
    of order, so each keeps its own time. Only what an answer needs is kept.
    """
    account = ChannelAccount.objects.filter(channel=Channel.LINE).first()
    if account is None or not _is_signed(account, body, signature):
        return False
    # An account that is switched off answers nothing, but who leaves it is forgotten all the same.
    kinds = KINDS if account.is_enabled else LEAVING
    try:
        events = json.loads(body)["events"]
        rows = [row for event in events[:MOST_EVENTS] if (row := _read(event, kinds)) is not None]
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    if rows:
        with transaction.atomic():
            LineEvent.objects.bulk_create(rows, ignore_conflicts=True)
            _hint()
    return True


def _is_signed(account: ChannelAccount, body: bytes, signature: str) -> bool:
    try:
        secret = unseal(bytes(account.secret))
    except Unreadable:
        return False
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return hmac.compare_digest(base64.b64encode(digest), signature.encode())


def _read(event: dict[str, Any], kinds: Collection[str]) -> LineEvent | None:
    """The row of an event that concerns us: of one person, in a chat that is ours to answer."""
    source, kind = event.get("source") or {}, event.get("type")
    number, user = event.get("webhookEventId"), source.get("userId")
    if kind not in kinds or source.get("type") != "user" or event.get("mode") == "standby":
        return None
    if not (isinstance(number, str) and 0 < len(number) <= 100 and isinstance(user, str)):
        return None
    message, postback = event.get("message") or {}, event.get("postback") or {}
    if kind == "message" and message.get("type") != "text":
        return None
    text = str(message.get("text", "") if kind == "message" else postback.get("data", ""))
    content = {
        "kind": str(kind),
        "user": user[:100],
        "reply": str(event.get("replyToken", ""))[:200],
        "text": text.replace("\x00", "")[:500],
        "at": _read_time(event.get("timestamp")).isoformat(),
    }
    return LineEvent(event_id=number.replace("\x00", ""), content=content)


def _read_time(milliseconds: Any) -> dt.datetime:
    """When it happened at LINE; never in the future, and now where that makes no sense."""
    now = timezone.now()
    try:
        return min(dt.datetime.fromtimestamp(int(milliseconds) / 1000, dt.UTC), now)
    except (TypeError, ValueError, OverflowError, OSError):
        return now


def _hint() -> None:
    from prongsai.channels.tasks import answer_chats_now

    queue_once(answer_chats_now)


def answer_waiting() -> int:
    """Answer the events that wait, in their order; returns how many were answered."""
    waiting = LineEvent.objects.filter(done_at=None).order_by("id")
    # Who left is forgotten first, whatever is wrong with the account: that needs no answer.
    for pk in waiting.filter(content__kind__in=LEAVING).values_list("pk", flat=True):
        _forget_one(pk)
    account = ChannelAccount.objects.filter(channel=Channel.LINE, is_enabled=True).first()
    token = unseal_token(account) if account else None
    if account is None or token is None:
        return 0
    found = list(waiting.values_list("pk", flat=True)[:MOST_EVENTS])
    return sum(_answer_one(account, token, pk) for pk in found)


@transaction.atomic
def _forget_one(pk: int) -> None:
    event = (
        LineEvent.objects.select_for_update(skip_locked=True).filter(pk=pk, done_at=None).first()
    )
    if event is not None:
        answer_event(event.content, "")
        event.content, event.done_at = {}, timezone.now()
        event.save(update_fields=["content", "done_at"])


@transaction.atomic
def _answer_one(account: ChannelAccount, token: str, pk: int) -> bool:
    """Act on an event and answer it, in one transaction.

    Killed between LINE's answer and the commit, it is done again: what it changes is the same, and LINE
    takes a reply token once.
    """
    found = LineEvent.objects.select_for_update(skip_locked=True).filter(pk=pk, done_at=None)
    event = found.first()
    if event is None:
        return False
    save_point = transaction.savepoint()
    with translation.override("th"):
        messages = answer_event(event.content, find_colour())
    is_answered = False
    if messages and event.content["reply"]:
        outcome = line.reply(token, event.content["reply"], messages)
        is_answered = outcome.kind == "sent"
        if outcome.kind == "again" and timezone.now() - event.received_at < TOO_LATE:
            transaction.savepoint_rollback(save_point)
            return False
        if not is_answered and not report_outcome(account, outcome):
            log.warning("An answer in LINE was not taken: %s", outcome.detail)
    event.content, event.done_at = {}, timezone.now()
    event.save(update_fields=["content", "done_at"])
    return is_answered


def forget_old(now: dt.datetime) -> None:
    """Ids of events after a week, talks that ended, links to requests that are gone."""
    for link in LineLink.objects.iterator():
        tracker = trackers.get(link.tracker)
        if tracker is not None and tracker.describe(link.reference) is None:
            link.delete()
    LineEvent.objects.filter(received_at__lt=now - dt.timedelta(days=EVENT_DAYS)).delete()
    LineTalk.objects.filter(ends_at__lt=now).delete()
