"""Writes: news of a request goes to the chats that follow it."""

from django.db import transaction

from prongsai.channels.codes import Channel
from prongsai.channels.composing.line import compose_text
from prongsai.channels.models import LineLink, Sending
from prongsai.channels.services.publishing import hint


@transaction.atomic
def tell_followers(*, tracker: str, reference: str, text: str, key: str) -> int:
    """Tell the chats that follow a request something once: `key` names the cause.

    Rows are written in the caller's transaction; a worker pushes them. Returns how many are told now.
    """
    links = LineLink.objects.filter(tracker=tracker, reference=reference)
    rows = [
        Sending(
            channel=Channel.LINE,
            purpose=Sending.Purpose.REQUEST,
            payload={"messages": [compose_text(text)]},
            target=bytes(link.target),
            person=link.person,
            cause=f"{key[:160]}:{link.pk}",
        )
        for link in links
    ]
    before = Sending.objects.filter(cause__in=[row.cause for row in rows]).count()
    Sending.objects.bulk_create(rows, ignore_conflicts=True)
    hint()
    return len(rows) - before
