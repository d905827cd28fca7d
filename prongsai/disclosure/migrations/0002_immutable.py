"""The database itself keeps what was frozen, and what was said of items and proofs."""

from django.db import migrations

FORBID = """
CREATE FUNCTION disclosure_forbid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was frozen or disclosed never goes away'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION disclosure_guard_proof() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'withdrawn'
        OR (NEW.item_id, NEW.component, NEW.kind, NEW.path, NEW.evidence_id, NEW.public_id, NEW.created_at)
           IS DISTINCT FROM
           (OLD.item_id, OLD.component, OLD.kind, OLD.path, OLD.evidence_id, OLD.public_id, OLD.created_at)
    THEN
        RAISE EXCEPTION 'a place that was withdrawn stays so, and never moves to another component'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER snapshot_keep BEFORE UPDATE OR DELETE ON disclosure_snapshot
    FOR EACH ROW EXECUTE FUNCTION disclosure_forbid();
CREATE TRIGGER snapshot_no_truncate BEFORE TRUNCATE ON disclosure_snapshot
    FOR EACH STATEMENT EXECUTE FUNCTION disclosure_forbid();
CREATE TRIGGER snapshot_seal_keep BEFORE UPDATE OR DELETE ON disclosure_snapshotseal
    FOR EACH ROW EXECUTE FUNCTION disclosure_forbid();
CREATE TRIGGER snapshot_seal_no_truncate BEFORE TRUNCATE ON disclosure_snapshotseal
    FOR EACH STATEMENT EXECUTE FUNCTION disclosure_forbid();
CREATE TRIGGER proof_guard BEFORE UPDATE ON disclosure_proof
    FOR EACH ROW EXECUTE FUNCTION disclosure_guard_proof();
CREATE TRIGGER proof_keep BEFORE DELETE ON disclosure_proof
    FOR EACH ROW EXECUTE FUNCTION disclosure_forbid();
CREATE TRIGGER year_keep BEFORE DELETE ON disclosure_disclosureyear
    FOR EACH ROW EXECUTE FUNCTION disclosure_forbid();
"""
ALLOW = """
DROP TRIGGER year_keep ON disclosure_disclosureyear;
DROP TRIGGER proof_keep ON disclosure_proof;
DROP TRIGGER proof_guard ON disclosure_proof;
DROP TRIGGER snapshot_seal_no_truncate ON disclosure_snapshotseal;
DROP TRIGGER snapshot_seal_keep ON disclosure_snapshotseal;
DROP TRIGGER snapshot_no_truncate ON disclosure_snapshot;
DROP TRIGGER snapshot_keep ON disclosure_snapshot;
DROP FUNCTION disclosure_guard_proof();
DROP FUNCTION disclosure_forbid();
"""


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
