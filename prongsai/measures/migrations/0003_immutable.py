"""The database itself keeps what was handed in and published."""

from django.db import migrations

FORBID = """
CREATE FUNCTION measures_forbid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was handed in or published never changes'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION measures_guard_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.plan_id, NEW.as_of, NEW.public_id) IS DISTINCT FROM (OLD.plan_id, OLD.as_of, OLD.public_id)
        OR (NEW.snapshot IS DISTINCT FROM OLD.snapshot AND OLD.state <> 'returned')
        OR (OLD.sha256 <> '' AND NEW.sha256 <> OLD.sha256 AND OLD.state <> 'returned')
        OR (OLD.procedure_id IS NOT NULL
            AND (NEW.procedure_id, NEW.memo_number, NEW.memo_date)
                IS DISTINCT FROM (OLD.procedure_id, OLD.memo_number, OLD.memo_date))
    THEN
        RAISE EXCEPTION 'what was handed in never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER report_guard BEFORE UPDATE ON measures_annualreport
    FOR EACH ROW EXECUTE FUNCTION measures_guard_report();
CREATE TRIGGER report_keep BEFORE DELETE ON measures_annualreport
    FOR EACH ROW EXECUTE FUNCTION measures_forbid();
CREATE TRIGGER publication_keep BEFORE UPDATE OR DELETE ON measures_publication
    FOR EACH ROW EXECUTE FUNCTION measures_forbid();
"""
ALLOW = """
DROP TRIGGER publication_keep ON measures_publication;
DROP TRIGGER report_keep ON measures_annualreport;
DROP TRIGGER report_guard ON measures_annualreport;
DROP FUNCTION measures_guard_report();
DROP FUNCTION measures_forbid();
"""


class Migration(migrations.Migration):
    dependencies = [("measures", "0002_approvals")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
