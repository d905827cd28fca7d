"""The database itself keeps what was corrected, when and by which source."""

from django.db import migrations

FORBID = """
CREATE FUNCTION catalogues_forbid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a correction stays; another one or a withdrawal follows it'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION catalogues_guard_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.withdraws_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM catalogues_correction c
        WHERE c.id = NEW.withdraws_id AND c.withdraws_id IS NULL
            AND (c.scheme, c.fiscal_year, c.path) = (NEW.scheme, NEW.fiscal_year, NEW.path))
    THEN
        RAISE EXCEPTION 'a withdrawal ends a correction of the same line'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER correction_guard BEFORE INSERT ON catalogues_correction
    FOR EACH ROW EXECUTE FUNCTION catalogues_guard_withdrawal();
CREATE TRIGGER correction_keep BEFORE UPDATE OR DELETE ON catalogues_correction
    FOR EACH ROW EXECUTE FUNCTION catalogues_forbid();
CREATE TRIGGER correction_no_truncate BEFORE TRUNCATE ON catalogues_correction
    FOR EACH STATEMENT EXECUTE FUNCTION catalogues_forbid();
"""
ALLOW = """
DROP TRIGGER correction_no_truncate ON catalogues_correction;
DROP TRIGGER correction_keep ON catalogues_correction;
DROP TRIGGER correction_guard ON catalogues_correction;
DROP FUNCTION catalogues_guard_withdrawal();
DROP FUNCTION catalogues_forbid();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogues", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
