"""Writes: what waits for the digest goes out by itself now, because a person decided so."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels import events
from prongsai.channels.codes import Channel
from prongsai.channels.models import ChannelAccount, Delivery, Sending
from prongsai.channels.permissions import may_send_again
from prongsai.channels.services.planning import broadcast, price_broadcast, refresh_meter
from prongsai.channels.services.publishing import hint
from prongsai.common.errors import Refused


def send_alone(*, actor: Any, delivery: Delivery) -> None:
    """Broadcast a publication that waits for the digest by itself, by what LINE says is left now.

    Raises `Refused` when it no longer waits, or when what is left does not suffice.
    """
    if not may_send_again(actor):
        raise Refused(_("Only the officer in charge and administrators may do this."))
    account = ChannelAccount.objects.filter(channel=Channel.LINE, is_enabled=True).first()
    if account is None or account.problem or not refresh_meter(account, is_asked=True):
        raise Refused(_("LINE does not say now how much is left. Try again later."))
    with transaction.atomic():
        # The account before the delivery, as the planning of digests locks them.
        locked = ChannelAccount.objects.select_for_update().get(pk=account.pk)
        found = Delivery.objects.select_for_update(of=("self",)).select_related("publication")
        row = found.get(pk=delivery.pk)
        if row.channel != Channel.LINE or not row.is_held:
            raise Refused(_("This does not wait for the digest any more."))
        price = price_broadcast(locked)
        if price.after is not None and price.after < 0:
            words = _("Only %(left)s messages are left of the month; this needs %(cost)s.")
            raise Refused(words % {"left": price.left, "cost": price.cost})
        broadcast(locked, [row], Sending.Purpose.PUBLICATION)
        record(actor=actor, event=events.SENT_ALONE, target=row.publication)
        hint()
