"""Entries of before get commitments and the hashes over them; no checkpoint was published yet."""

from typing import Any

from django.db import migrations

from prongsai.audit.rules import ERASABLE, GENESIS, PLAIN, commit, compute_hash, make_salt


def rehash(apps: Any, schema_editor: Any) -> None:
    entries = apps.get_model("audit", "AuditEntry").objects
    schema_editor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER audit_no_change")
    previous = GENESIS
    for entry in entries.order_by("sequence").iterator(chunk_size=2000):
        entry.salts = {name: make_salt() for name in ERASABLE}
        entry.commitments = {n: commit(getattr(entry, n), entry.salts[n]) for n in ERASABLE}
        entry.previous_hash = previous
        row = {name: getattr(entry, name) for name in PLAIN}
        row |= {"happened_at": entry.happened_at.isoformat(), "commitments": entry.commitments}
        previous = entry.hash = compute_hash(row)
        entry.save(update_fields=["salts", "commitments", "previous_hash", "hash"])
    schema_editor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER audit_no_change")


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_checkpoints")]

    operations = [migrations.RunPython(rehash, migrations.RunPython.noop)]
