"""Due deliveries become requests to LINE and Facebook, or mails to subscribers."""

import datetime as dt
import logging
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from prongsai.channels.codes import STANDING, Channel
from prongsai.channels.colours import find_colour
from prongsai.channels.composing.facebook import compose_post
from prongsai.channels.composing.line import compose_message
from prongsai.channels.composing.mail import compose_mail
from prongsai.channels.mail import OutboxBackend
from prongsai.channels.models import ChannelAccount, Delivery, Sending, Subscriber
from prongsai.channels.rules import MOST_IN_DIGEST, Price, Spending, plan_spending
from prongsai.channels.senders import line
from prongsai.channels.services.trouble import report_outcome, unseal_token
from prongsai.organization.queries import find_profile

log = logging.getLogger(__name__)
# LINE counts no fewer friends than these: below, a broadcast is taken to cost as much.
SMALLEST_REACH = 20
METER_AGE = dt.timedelta(minutes=10)


def prepare() -> None:
    """Everything that is due now. Each step is a transaction of its own and may run twice at once."""
    _stand()
    while _mail_one():
        pass
    _prepare_facebook()
    _prepare_line()


def _due(channel: str) -> Any:
    """The waiting deliveries of a channel that nothing was made of yet, oldest first, locked."""
    return (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(channel=channel, state=Delivery.State.WAITING, due_at__lte=timezone.now())
        .filter(sending=None)
        .select_related("publication")
        .order_by("due_at", "id")
    )


@transaction.atomic
def _stand() -> None:
    """What was to stand on the site at a time stands there now."""
    for channel in STANDING:
        for delivery in _due(channel):
            delivery.state, delivery.sent_at = Delivery.State.SENT, delivery.due_at
            delivery.save(update_fields=["state", "sent_at"])


@transaction.atomic
def _mail_one() -> bool:
    """A mail of its own for each subscriber, all or none; False when nothing is due."""
    delivery = _due(Channel.EMAIL).first()
    if delivery is None:
        return False
    publication, profile = delivery.publication, find_profile()
    organization = profile.full_name if profile else ""
    mails = (
        compose_mail(
            publication,
            to=one.email,
            token=one.token,
            language=one.language,
            organization=organization,
        )
        for one in Subscriber.objects.order_by("id").iterator()
        if not one.kinds or publication.kind in one.kinds
    )
    delivery.recipients = OutboxBackend().store(mails, delivery=delivery)
    delivery.state, delivery.sent_at = Delivery.State.SENT, timezone.now()
    delivery.save(update_fields=["recipients", "state", "sent_at"])
    return True


@transaction.atomic
def _prepare_facebook() -> None:
    account = ChannelAccount.objects.filter(channel=Channel.FACEBOOK, is_enabled=True).first()
    if account is None:
        return
    for delivery in _due(Channel.FACEBOOK):
        sending = Sending(channel=Channel.FACEBOOK)
        sending.payload = compose_post(delivery.publication, sending.key)
        sending.save()
        delivery.sending = sending
        delivery.save(update_fields=["sending"])


def _prepare_line() -> None:
    waiting = Delivery.objects.filter(
        channel=Channel.LINE, state=Delivery.State.WAITING, sending=None
    ).filter(due_at__lte=timezone.now())
    account = ChannelAccount.objects.filter(channel=Channel.LINE, is_enabled=True).first()
    if account is None or account.problem or not waiting.exists():
        return
    if refresh_meter(account):
        _spend(account.pk)


def refresh_meter(account: ChannelAccount, *, is_asked: bool = False) -> bool:
    """Read quota and consumption when they are old, or when asked; False when LINE can't tell."""
    now = timezone.now()
    is_fresh = account.metered_at is not None and account.metered_at > now - METER_AGE
    if is_fresh and not is_asked:
        return True
    token = unseal_token(account)
    if token is None:
        return False
    try:
        meter = line.read_meter(token, timezone.localdate())
    except line.Refusal as refusal:
        report_outcome(account, refusal.outcome)
        log.warning("The quota could not be read: %s", refusal.outcome.detail)
        return False
    account.quota, account.used, account.metered_at = meter.quota, meter.used, now
    # Not counted yet is not few: the last count is nearer than none.
    account.reach = account.reach if meter.reach is None else meter.reach
    account.save(update_fields=["quota", "used", "metered_at", "reach"])
    return True


@transaction.atomic
def _spend(pk: int) -> None:
    """Decide, with the account locked, how the waiting publications go out."""
    account = ChannelAccount.objects.select_for_update().get(pk=pk)
    due = list(_due(Channel.LINE))
    if not due:
        return
    price = price_broadcast(account)
    spending = plan_spending(
        waiting=len(due),
        left=price.left,
        reach=price.cost,
        now=timezone.localtime(),
        last_on=_last_day(),
    )
    _apply(account, due, spending)


def price_broadcast(account: ChannelAccount) -> Price:
    """What a broadcast costs now, and what is left when those on their way have left."""
    cost = SMALLEST_REACH if account.reach is None else account.reach
    left = account.left
    if left is not None:
        left = max(0, left - cost * _count_on_the_way())
    return Price(cost, left)


def _apply(account: ChannelAccount, due: Sequence[Delivery], spending: Spending) -> None:
    if spending.how == "each":
        for delivery in due:
            broadcast(account, [delivery], Sending.Purpose.PUBLICATION)
    elif spending.how == "digest":
        broadcast(account, due[:MOST_IN_DIGEST], Sending.Purpose.DIGEST)
    else:
        held = Delivery.objects.filter(pk__in=[one.pk for one in due])
        held.update(held_until=spending.until)


def broadcast(account: ChannelAccount, deliveries: Sequence[Delivery], purpose: str) -> None:
    """One request to LINE for these deliveries, in the caller's transaction, the account locked."""
    publications = [one.publication for one in deliveries]
    with translation.override(publications[0].language):
        message = compose_message(publications, find_colour())
    sending = Sending.objects.create(
        channel=Channel.LINE, purpose=purpose, payload={"messages": [message]}
    )
    for delivery in deliveries:
        delivery.sending, delivery.held_until = sending, None
        delivery.save(update_fields=["sending", "held_until"])


def _broadcasts() -> Any:
    return Sending.objects.filter(channel=Channel.LINE).exclude(purpose=Sending.Purpose.REQUEST)


def _count_on_the_way() -> int:
    return int(_broadcasts().filter(state=Sending.State.WAITING).count())


def _last_day() -> dt.date | None:
    last = _broadcasts().filter(state=Sending.State.SENT).order_by("-sent_at").first()
    return timezone.localdate(last.sent_at) if last and last.sent_at else None
