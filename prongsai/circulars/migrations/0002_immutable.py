"""The database itself keeps what was circulated and who acknowledged it."""

from django.db import migrations

FORBID = """
CREATE FUNCTION circulars_forbid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was circulated never goes away' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION circulars_guard_circulation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'closed'
        OR to_jsonb(NEW) - '{state,closed_at,closed_by_id}'::text[]
           <> to_jsonb(OLD) - '{state,closed_at,closed_by_id}'::text[]
    THEN
        RAISE EXCEPTION 'a circular can only be closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION circulars_guard_new_recipient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.acknowledged_at IS NOT NULL OR NEW.exempted_at IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM circulars_circulation c WHERE c.id = NEW.circulation_id AND c.state = 'open')
    THEN
        RAISE EXCEPTION 'people are added to an open circular, not yet acknowledged'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION circulars_guard_recipient() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    circular circulars_circulation;
BEGIN
    -- A personal link may always end: it is no fact of the acknowledgement.
    IF to_jsonb(NEW) - 'token_hash' = to_jsonb(OLD) - 'token_hash' THEN
        RETURN NEW;
    END IF;
    SELECT * INTO circular FROM circulars_circulation WHERE id = OLD.circulation_id;
    IF OLD.acknowledged_at IS NOT NULL OR circular.state <> 'open'
        OR (NEW.circulation_id, NEW.user_id, NEW.name, NEW.division_id, NEW.division_name,
            NEW.position_title, NEW.added_by_id, NEW.added_at)
           IS DISTINCT FROM
           (OLD.circulation_id, OLD.user_id, OLD.name, OLD.division_id, OLD.division_name,
            OLD.position_title, OLD.added_by_id, OLD.added_at)
        OR (OLD.opened_at IS NOT NULL AND NEW.opened_at IS DISTINCT FROM OLD.opened_at)
        OR (NEW.acknowledged_at IS NOT NULL AND NEW.digest <> circular.digest)
    THEN
        RAISE EXCEPTION 'an acknowledgement is of the open version and never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER circulation_guard BEFORE UPDATE ON circulars_circulation
    FOR EACH ROW EXECUTE FUNCTION circulars_guard_circulation();
CREATE TRIGGER circulation_keep BEFORE DELETE ON circulars_circulation
    FOR EACH ROW EXECUTE FUNCTION circulars_forbid();
CREATE TRIGGER recipient_guard_new BEFORE INSERT ON circulars_recipient
    FOR EACH ROW EXECUTE FUNCTION circulars_guard_new_recipient();
CREATE TRIGGER recipient_guard BEFORE UPDATE ON circulars_recipient
    FOR EACH ROW EXECUTE FUNCTION circulars_guard_recipient();
CREATE TRIGGER recipient_keep BEFORE DELETE ON circulars_recipient
    FOR EACH ROW EXECUTE FUNCTION circulars_forbid();
CREATE TRIGGER sheet_keep BEFORE UPDATE OR DELETE ON circulars_sheet
    FOR EACH ROW EXECUTE FUNCTION circulars_forbid();
CREATE TRIGGER sheet_photo_keep BEFORE UPDATE OR DELETE ON circulars_sheet_photos
    FOR EACH ROW EXECUTE FUNCTION circulars_forbid();
CREATE TRIGGER circulation_no_truncate BEFORE TRUNCATE ON circulars_circulation
    FOR EACH STATEMENT EXECUTE FUNCTION circulars_forbid();
CREATE TRIGGER recipient_no_truncate BEFORE TRUNCATE ON circulars_recipient
    FOR EACH STATEMENT EXECUTE FUNCTION circulars_forbid();
CREATE TRIGGER sheet_no_truncate BEFORE TRUNCATE ON circulars_sheet
    FOR EACH STATEMENT EXECUTE FUNCTION circulars_forbid();
CREATE TRIGGER sheet_photos_no_truncate BEFORE TRUNCATE ON circulars_sheet_photos
    FOR EACH STATEMENT EXECUTE FUNCTION circulars_forbid();
"""
ALLOW = """
DROP TRIGGER sheet_photos_no_truncate ON circulars_sheet_photos;
DROP TRIGGER sheet_no_truncate ON circulars_sheet;
DROP TRIGGER recipient_no_truncate ON circulars_recipient;
DROP TRIGGER circulation_no_truncate ON circulars_circulation;
DROP TRIGGER sheet_photo_keep ON circulars_sheet_photos;
DROP TRIGGER sheet_keep ON circulars_sheet;
DROP TRIGGER recipient_keep ON circulars_recipient;
DROP TRIGGER recipient_guard ON circulars_recipient;
DROP TRIGGER recipient_guard_new ON circulars_recipient;
DROP TRIGGER circulation_keep ON circulars_circulation;
DROP TRIGGER circulation_guard ON circulars_circulation;
DROP FUNCTION circulars_guard_recipient();
DROP FUNCTION circulars_guard_new_recipient();
DROP FUNCTION circulars_guard_circulation();
DROP FUNCTION circulars_forbid();
"""


class Migration(migrations.Migration):
    dependencies = [("circulars", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
