"""The door to the log: `record` is the only way a row comes into being."""

from typing import Any

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.audit.models import AuditEntry, Checkpoint
from prongsai.audit.rules import ERASABLE, GENESIS, commit, compute_hash, make_salt
from prongsai.audit.signing import sign_checkpoint
from prongsai.audit.vocabulary import AuditEvent, declare

# Any constant does; it only has to differ from other advisory locks of this database.
CHAIN_LOCK = 7_300_100
PERSON_ERASED = declare("audit.person_erased", _("erased the personal data of an account"))
ACCOUNT = "accounts.user"


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
        last = _last()
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
        entry.salts = {name: make_salt() for name in ERASABLE}
        entry.commitments = {n: commit(getattr(entry, n), entry.salts[n]) for n in ERASABLE}
        entry.hash = compute_hash(entry.as_row())
        entry.save(force_insert=True)
        return entry


def _lock_chain() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def _last() -> AuditEntry | None:
    return AuditEntry.objects.order_by("-sequence").first()


@transaction.atomic
def erase_person(*, actor: models.Model | None, user_id: int) -> int:
    """Erase what the log says of an account: its name in the rows it acted in, names and data in
    the rows about it. The chain stays whole. Returns how many rows were touched.

    Who may ask for it, the caller has checked.
    """
    _lock_chain()
    touched = 0
    about = Q(target_type=ACCOUNT, target_id=str(user_id))
    for entry in AuditEntry.objects.filter(Q(actor_id=user_id) | about).order_by("sequence"):
        names = {"actor_label"} if entry.actor_id == user_id else set()
        if entry.target_type == ACCOUNT and entry.target_id == str(user_id):
            names |= {"target_label", "data"}
        _erase(entry, names)
        touched += 1
    record(actor=actor, event=PERSON_ERASED, data={"rows": touched})
    return touched


def _erase(entry: AuditEntry, names: set[str]) -> None:
    for name in names:
        setattr(entry, name, ERASABLE[name])
    entry.salts = {name: salt for name, salt in entry.salts.items() if name not in names}
    entry.save(update_fields=[*names, "salts"])


@transaction.atomic
def make_checkpoint(*, organization: str) -> Checkpoint | None:
    """Sign how far the log reaches now. Says it once: without new rows the latest one is given.

    `organization` is its official name. None while the log is empty.
    """
    _lock_chain()
    last = _last()
    if last is None:
        return None
    found = Checkpoint.objects.filter(sequence=last.sequence).first()
    if found is not None:
        return found
    now = timezone.now()
    text = sign_checkpoint(
        {
            "format": 1,
            "organization": organization,
            "sequence": last.sequence,
            "hash": last.hash,
            "made_at": now.isoformat(),
        }
    )
    return Checkpoint.objects.create(sequence=last.sequence, hash=last.hash, made_at=now, text=text)
