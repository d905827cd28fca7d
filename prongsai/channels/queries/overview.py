"""The state of each channel, in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q

from prongsai.channels.codes import ACCOUNTS, Channel
from prongsai.channels.models import ChannelAccount, Delivery


@dataclass(frozen=True)
class ChannelState:
    """A channel: its account where it needs one, how much waits, failed, was published, and when last."""

    code: str
    label: str
    account: ChannelAccount | None
    needs_account: bool
    waiting: int
    held: int
    failed: int
    sent: int
    last_at: object

    @property
    def state(self) -> str:
        """`ready`, `off`, `missing` (no account yet) or `problem`."""
        if not self.needs_account:
            return "ready"
        if self.account is None or not self.account.token:
            return "missing"
        if self.account.problem:
            return "problem"
        return "ready" if self.account.is_enabled else "off"


def list_states() -> list[ChannelState]:
    """All channels in their order."""
    accounts = {account.channel: account for account in ChannelAccount.objects.all()}
    counts: dict[str, Any] = {
        row["channel"]: row
        for row in Delivery.objects.order_by()
        .values("channel")
        .annotate(
            waiting=Count("pk", filter=Q(state=Delivery.State.WAITING)),
            held=Count(
                "pk",
                filter=Q(state=Delivery.State.WAITING, held_until__isnull=False, sending=None),
            ),
            failed=Count("pk", filter=Q(state=Delivery.State.FAILED)),
            sent=Count("pk", filter=Q(state=Delivery.State.SENT)),
            last_at=Max("sent_at"),
        )
    }
    nothing: dict[str, Any] = {"waiting": 0, "held": 0, "failed": 0, "sent": 0, "last_at": None}
    names = tuple(nothing)
    return [
        ChannelState(
            code=code,
            label=str(label),
            account=accounts.get(code),
            needs_account=code in ACCOUNTS,
            **{name: counts.get(code, nothing)[name] for name in names},
        )
        for code, label in Channel.choices
    ]
