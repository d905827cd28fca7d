"""The door to the log: `record` is the only way a row comes into being."""

from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from prongsai.audit.models import AuditEntry
from prongsai.audit.rules import GENESIS, compute_hash
from prongsai.audit.vocabulary import AuditEvent

# Any constant does; it only has to differ from other advisory locks of this database.
CHAIN_LOCK = 7_300_100


def hashed_fields(entry: AuditEntry) -> dict[str, Any]:
    """The fields that the hash covers, as plain JSON values."""
    return {
        "sequence": entry.sequence,
        "happened_at": entry.happened_at.isoformat(),
        "actor_id": entry.actor_id,
        "actor_label": entry.actor_label,
        "event": entry.event,
        "target_type": entry.target_type,
        "target_id": entry.target_id,
        "target_label": entry.target_label,
        "data": entry.data,
        "previous_hash": entry.previous_hash,
    }


def record(
    *,
    actor: models.Model | None,
    event: AuditEvent,
    target: models.Model | None = None,
    data: dict[str, Any] | None = None,
) -> AuditEntry:
    """Append one act to the log, in the caller's transaction (call it last: it locks the chain).

    `actor` is the signed-in user, or None for the system. `data` holds JSON values only and no
    personal data beyond names of office.
    """
    with transaction.atomic():
        _lock_chain()
        last = AuditEntry.objects.order_by("-sequence").first()
        entry = AuditEntry(
            sequence=last.sequence + 1 if last else 1,
            happened_at=timezone.now(),
            actor_id=actor.pk if actor else None,
            actor_label=str(actor)[:200] if actor else "",
            event=event.code,
            target_type=target._meta.label_lower if target else "",
            target_id=str(target.pk) if target else "",
            target_label=str(target)[:300] if target else "",
            data=data or {},
            previous_hash=last.hash if last else GENESIS,
        )
        entry.hash = compute_hash(hashed_fields(entry))
        entry.save(force_insert=True)
        return entry


def _lock_chain() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
