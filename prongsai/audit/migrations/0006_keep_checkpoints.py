"""Checkpoints can't be emptied either."""

from django.db import migrations

FORBID = """
CREATE TRIGGER checkpoint_no_truncate BEFORE TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION audit_forbid_change();
"""
ALLOW = "DROP TRIGGER checkpoint_no_truncate ON audit_checkpoint;"


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_allow_erasure")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
