"""Reading about subscribers: how many, never who."""

from collections import Counter

from prongsai.channels.models import Subscriber


def is_subscribed(token: str) -> bool:
    """Whether the token of a mail belongs to a subscription."""
    return Subscriber.objects.filter(token=token).exists()


def count_subscribers() -> int:
    """How many get mails."""
    return Subscriber.objects.count()


def count_by_kind(codes: list[str]) -> dict[str, int]:
    """How many get mails of each kind."""
    counts: Counter[str] = Counter()
    for kinds in Subscriber.objects.values_list("kinds", flat=True):
        counts.update(kinds or codes)
    return {code: counts[code] for code in codes}
