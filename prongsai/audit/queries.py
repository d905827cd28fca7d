"""Reading and checking the log."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from django.db.models.functions import Cast

from prongsai.audit.models import AuditEntry, Checkpoint
from prongsai.audit.rules import BrokenRow, find_broken
from prongsai.audit.vocabulary import list_events
from prongsai.common.search import search_parts
from prongsai.thai.words import squeeze


def list_history(target: models.Model) -> "models.QuerySet[AuditEntry]":
    """The acts on one object, newest first."""
    return AuditEntry.objects.filter(
        target_type=target._meta.label_lower, target_id=str(target.pk)
    ).order_by("-sequence")


def list_history_of(targets: "models.QuerySet[Any]") -> "models.QuerySet[AuditEntry]":
    """The acts on the objects that a query finds, newest first; in one query with it."""
    keys = targets.order_by().values(key=Cast("pk", models.CharField()))
    return AuditEntry.objects.filter(
        target_type=targets.model._meta.label_lower, target_id__in=keys
    ).order_by("-sequence")


def search_log(words: str) -> "models.QuerySet[AuditEntry]":
    """Acts whose person, subject or event, by its code or its sentence, holds every word, newest first."""
    found = AuditEntry.objects.order_by("-sequence")
    return search_parts(found, words, "actor_label", "target_label", "event", meant=_events_saying)


def _events_saying(part: str) -> models.Q:
    """The events whose sentence, as it is read, holds these letters."""
    codes = [one.code for one in list_events() if part in squeeze(str(one.sentence))]
    return models.Q(event__in=codes)


def iterate_rows() -> Iterator[dict[str, Any]]:
    """Every row in its order as plain values, without holding them all in memory."""
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        yield entry.as_row()


def verify_chain() -> tuple[int, BrokenRow | None]:
    """Walk the whole chain; return how many rows are sound and the first broken one, if any."""
    return find_broken(iterate_rows())


def list_checkpoints() -> "models.QuerySet[Checkpoint]":
    """The signed checkpoints, newest first."""
    return Checkpoint.objects.all()


def find_checkpoint(sequence: int) -> Checkpoint | None:
    """The checkpoint of a row, if there is one."""
    return Checkpoint.objects.filter(sequence=sequence).first()


def newest_sequence() -> int:
    """The number of the newest act; 0 while the log is empty. Whoever changes something raises it."""
    # In SQL, because every public page asks: the text is always the same, nothing builds it anew.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(sequence), 0) FROM {AuditEntry._meta.db_table}")
        (newest,) = cursor.fetchone()
    return int(newest)
