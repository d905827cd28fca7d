"""The database lets personal data be erased and nothing else be changed."""

from django.db import migrations

ALLOW_ERASURE = """
CREATE FUNCTION audit_guard_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.sequence, NEW.happened_at, NEW.actor_id, NEW.event, NEW.target_type,
        NEW.target_id, NEW.commitments, NEW.previous_hash, NEW.hash)
       IS NOT DISTINCT FROM
       (OLD.id, OLD.sequence, OLD.happened_at, OLD.actor_id, OLD.event, OLD.target_type,
        OLD.target_id, OLD.commitments, OLD.previous_hash, OLD.hash)
       AND NEW.salts <@ OLD.salts
       AND ((NEW.actor_label = OLD.actor_label
             AND jsonb_exists(NEW.salts, 'actor_label') = jsonb_exists(OLD.salts, 'actor_label'))
            OR (NEW.actor_label = '' AND NOT jsonb_exists(NEW.salts, 'actor_label')))
       AND ((NEW.target_label = OLD.target_label
             AND jsonb_exists(NEW.salts, 'target_label') = jsonb_exists(OLD.salts, 'target_label'))
            OR (NEW.target_label = '' AND NOT jsonb_exists(NEW.salts, 'target_label')))
       AND ((NEW.data = OLD.data
             AND jsonb_exists(NEW.salts, 'data') = jsonb_exists(OLD.salts, 'data'))
            OR (NEW.data = '{}'::jsonb AND NOT jsonb_exists(NEW.salts, 'data')))
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER audit_no_change ON audit_auditentry;
CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_guard_change();
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_forbid_change();
CREATE TRIGGER checkpoint_no_change BEFORE UPDATE OR DELETE ON audit_checkpoint
    FOR EACH ROW EXECUTE FUNCTION audit_forbid_change();
"""
FORBID_AGAIN = """
DROP TRIGGER checkpoint_no_change ON audit_checkpoint;
DROP TRIGGER audit_no_delete ON audit_auditentry;
DROP TRIGGER audit_no_change ON audit_auditentry;
DROP FUNCTION audit_guard_change();
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_forbid_change();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_rehash")]

    operations = [migrations.RunSQL(ALLOW_ERASURE, FORBID_AGAIN)]
