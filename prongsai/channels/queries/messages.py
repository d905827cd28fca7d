"""Reading notices and the outbox."""

from typing import Any

from django.db.models import QuerySet

from prongsai.channels.models import Notice, OutgoingMail


def list_unread(user: Any) -> "QuerySet[Notice]":
    """The unread notices of a person, newest first."""
    return Notice.objects.filter(recipient=user, read_at__isnull=True)


def list_notices(user: Any) -> "QuerySet[Notice]":
    """All notices of a person, newest first."""
    return Notice.objects.filter(recipient=user)


def list_told(key: str) -> "QuerySet[Notice]":
    """Who was told what about one matter: the notices whose key begins so, newest first."""
    return Notice.objects.filter(key__startswith=key).select_related("recipient")


def list_mail() -> "QuerySet[OutgoingMail]":
    """The outbox, newest first, without the bodies."""
    return OutgoingMail.objects.defer("message")
