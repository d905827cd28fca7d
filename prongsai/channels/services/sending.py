"""Requests to LINE and Facebook: claimed, made, settled. Killed at any point, nothing is lost or doubled.

A request is claimed and marked as uncertain in one transaction, made outside of any, and settled in
another. Whoever takes up a request that is still marked asks LINE with the same retry key, which LINE
takes once, or looks at the page for the mark of the post before it posts.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels import events
from prongsai.channels.codes import Channel
from prongsai.channels.composing.facebook import make_mark
from prongsai.channels.models import ChannelAccount, Delivery, Sending
from prongsai.channels.permissions import may_send_again
from prongsai.channels.rules import KEY_LASTS, LEASE, MAX_ATTEMPTS, next_attempt
from prongsai.channels.senders import facebook, line
from prongsai.channels.senders.outcome import Outcome
from prongsai.channels.services.messages import notify
from prongsai.channels.services.planning import prepare
from prongsai.channels.services.publishing import hint
from prongsai.channels.services.trouble import (
    list_senders,
    report_outcome,
    unseal_token,
)
from prongsai.common.errors import Refused
from prongsai.common.secretbox import Unreadable, unseal

BATCH = 40


@dataclass(frozen=True)
class Claim:
    """A request that this worker may make until `until`; `was_uncertain` before it."""

    sending: Sending
    account: ChannelAccount
    until: dt.datetime
    was_uncertain: bool


def deliver_publications() -> int:
    """Prepare what is due and make the requests; returns how many were taken."""
    prepare()
    taken = 0
    for _n in range(BATCH):
        claim = _claim()
        if claim is None:
            break
        taken += _settle(claim, _ask(claim))
    return taken


@transaction.atomic
def _claim() -> Claim | None:
    now = timezone.now()
    accounts = {a.channel: a for a in ChannelAccount.objects.filter(is_enabled=True, problem="")}
    sending = (
        Sending.objects.select_for_update(skip_locked=True)
        .filter(state=Sending.State.WAITING, next_attempt_at__lte=now, channel__in=accounts)
        .filter(Q(claimed_until=None) | Q(claimed_until__lt=now))
        .order_by("next_attempt_at", "id")
        .first()
    )
    if sending is None:
        return None
    was_uncertain = sending.is_uncertain
    sending.claimed_until = until = now + LEASE
    sending.attempts += 1
    sending.first_tried_at = sending.first_tried_at or now
    sending.is_uncertain = True
    sending.save()
    return Claim(sending, accounts[sending.channel], until, was_uncertain)


def _ask(claim: Claim) -> Outcome:
    token = unseal_token(claim.account)
    if token is None:
        return Outcome("token", is_uncertain=claim.was_uncertain)
    if claim.sending.channel == Channel.FACEBOOK:
        return _ask_facebook(claim, token)
    return _ask_line(claim, token)


def _ask_line(claim: Claim, token: str) -> Outcome:
    sending = claim.sending
    begun = sending.first_tried_at
    if claim.was_uncertain and begun and timezone.now() - begun > KEY_LASTS:
        # LINE may have forgotten the key: asking again could say it twice.
        return Outcome("refused", _("It is not certain whether LINE took it."), is_uncertain=True)
    if sending.purpose != Sending.Purpose.REQUEST:
        outcome = line.broadcast(token, sending.key, sending.payload["messages"])
    else:
        try:
            to = unseal(bytes(sending.target))
        except Unreadable:
            return Outcome("refused", _("The person's address can't be read here any more."))
        outcome = line.push(token, sending.key, to, sending.payload["messages"])
    if claim.was_uncertain and outcome.kind in ("again", "quota", "token", "permission"):
        return Outcome("again" if outcome.kind == "quota" else outcome.kind, outcome.detail,
                       wait=outcome.wait, is_uncertain=True)  # fmt: skip
    return outcome


def _ask_facebook(claim: Claim, token: str) -> Outcome:
    sending, page = claim.sending, claim.account.identity
    if claim.was_uncertain and sending.first_tried_at:
        since = sending.first_tried_at - dt.timedelta(minutes=5)
        found = facebook.find_post(token, page, mark=make_mark(sending.key), since=since)
        if found is not None:
            return found
    return facebook.post(token, page, **sending.payload)


@transaction.atomic
def _settle(claim: Claim, outcome: Outcome) -> bool:
    """Write down what came of it; True when it was taken."""
    account = ChannelAccount.objects.select_for_update().get(pk=claim.account.pk)
    sending = Sending.objects.select_for_update().get(pk=claim.sending.pk)
    is_taken = outcome.kind == "sent"
    if sending.state != Sending.State.WAITING:
        return False
    if sending.claimed_until != claim.until and not is_taken:
        return False  # it took too long, another worker has it
    sending.claimed_until, sending.is_uncertain = None, outcome.is_uncertain
    sending.detail = outcome.detail[:300]
    if is_taken:
        _take(account, sending, outcome)
    elif outcome.kind == "quota":
        _put_back(account, sending)
        return False
    elif report_outcome(account, outcome):
        sending.attempts -= 1  # no fault of the request: it waits for the administrator
    elif outcome.kind == "refused" or sending.attempts >= MAX_ATTEMPTS:
        _give_up(sending, outcome)
    else:
        pause = max(next_attempt(sending.attempts), dt.timedelta(seconds=outcome.wait or 0))
        sending.next_attempt_at = timezone.now() + pause
    sending.save()
    return is_taken


def _take(account: ChannelAccount, sending: Sending, outcome: Outcome) -> None:
    now = timezone.now()
    sending.state, sending.sent_at, sending.problem = Sending.State.SENT, now, ""
    sending.reference, sending.address = outcome.reference[:200], outcome.address[:500]
    is_push = sending.purpose == Sending.Purpose.REQUEST
    if is_push:
        sending.target, sending.person, sending.payload = b"", "", {}
    reach = account.reach if account.channel == Channel.LINE and not is_push else None
    sending.deliveries.update(state=Delivery.State.SENT, sent_at=now, recipients=reach)
    if account.channel == Channel.LINE:
        # The meter of LINE is read again before the next broadcast; until then this is nearer.
        ChannelAccount.objects.filter(pk=account.pk).update(used=F("used") + (reach or 1))


def _put_back(account: ChannelAccount, sending: Sending) -> None:
    """The month's quota is spent: a broadcast waits for the new month, with others. Nothing was sent."""
    account.used, account.metered_at = max(account.used, account.quota or 0), timezone.now()
    account.save(update_fields=["used", "metered_at"])
    if sending.purpose == Sending.Purpose.REQUEST:
        sending.next_attempt_at = timezone.now() + dt.timedelta(hours=12)
        sending.save()
        return
    sending.deliveries.update(sending=None)
    sending.delete()


def _give_up(sending: Sending, outcome: Outcome) -> None:
    sending.state = Sending.State.FAILED
    sending.problem = "uncertain" if outcome.is_uncertain else outcome.kind
    sending.deliveries.update(state=Delivery.State.FAILED)
    words = _("%(channel)s did not take a publication; look at it and send it again.")
    notify(
        recipients=list_senders(),
        text=words % {"channel": sending.get_channel_display()},
        link="/office/channels/",
        key=f"sending:{sending.key}:{timezone.now():%Y%m%d}",
        email=True,
    )


@transaction.atomic
def send_again(*, actor: Any, sending: Sending) -> Sending:
    """Try a given-up request again, from the first attempt. Raises `Refused`."""
    if not may_send_again(actor):
        raise Refused(_("Only the officer in charge and administrators may do this."))
    sending = Sending.objects.select_for_update().get(pk=sending.pk)
    if sending.state != Sending.State.FAILED or sending.problem == "withdrawn":
        raise Refused(_("This has not been given up."))
    begun, now = sending.first_tried_at, timezone.now()
    is_known = sending.is_uncertain and begun is not None and now - begun < KEY_LASTS
    if sending.channel == Channel.LINE and not is_known:
        # A person looked and decided: for LINE it is a new request.
        sending.key, sending.is_uncertain, sending.first_tried_at = uuid.uuid4(), False, None
    sending.state, sending.problem, sending.attempts = Sending.State.WAITING, "", 0
    sending.next_attempt_at = now
    sending.save()
    sending.deliveries.update(state=Delivery.State.WAITING)
    record(actor=actor, event=events.SENT_AGAIN, target=sending)
    hint()
    return sending
