"""Reading and checking the log."""

from dataclasses import dataclass

from django.db import models

from prongsai.audit.models import AuditEntry
from prongsai.audit.rules import GENESIS, compute_hash
from prongsai.audit.services import hashed_fields


@dataclass(frozen=True)
class BrokenRow:
    """The first row that does not fit the chain: its number and what is wrong with it."""

    sequence: int
    reason: str  # "missing" | "changed" | "unlinked"


def list_history(target: models.Model) -> "models.QuerySet[AuditEntry]":
    """The acts on one object, newest first."""
    return AuditEntry.objects.filter(
        target_type=target._meta.label_lower, target_id=str(target.pk)
    ).order_by("-sequence")


def search_log(words: str) -> "models.QuerySet[AuditEntry]":
    """Acts whose person, subject or event contains every word, newest first."""
    found = AuditEntry.objects.order_by("-sequence")
    for word in words.split():
        found = found.filter(
            models.Q(actor_label__icontains=word)
            | models.Q(target_label__icontains=word)
            | models.Q(event__icontains=word)
        )
    return found


def verify_chain() -> tuple[int, BrokenRow | None]:
    """Walk the whole chain; return how many rows are sound and the first broken one, if any."""
    previous, expected = GENESIS, 1
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        broken = _check(entry, expected, previous)
        if broken:
            return expected - 1, broken
        previous, expected = entry.hash, expected + 1
    return expected - 1, None


def _check(entry: AuditEntry, expected: int, previous: str) -> BrokenRow | None:
    if entry.sequence != expected:
        return BrokenRow(expected, "missing")
    if entry.previous_hash != previous:
        return BrokenRow(entry.sequence, "unlinked")
    if entry.hash != compute_hash(hashed_fields(entry)):
        return BrokenRow(entry.sequence, "changed")
    return None
