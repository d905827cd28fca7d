"""A report is what its newest round says and stands where its approval stands; nothing is emptied."""

from django.db import migrations

FORBID = """
CREATE OR REPLACE FUNCTION measures_guard_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('approved', 'refused', 'withdrawn')
        OR (NEW.plan_id, NEW.as_of, NEW.public_id) IS DISTINCT FROM (OLD.plan_id, OLD.as_of, OLD.public_id)
        OR (NEW.snapshot IS DISTINCT FROM OLD.snapshot AND OLD.state <> 'returned')
        OR (OLD.sha256 <> '' AND NEW.sha256 <> OLD.sha256 AND OLD.state <> 'returned')
        OR (OLD.procedure_id IS NOT NULL
            AND (NEW.procedure_id, NEW.memo_number, NEW.memo_date)
                IS DISTINCT FROM (OLD.procedure_id, OLD.memo_number, OLD.memo_date))
    THEN
        RAISE EXCEPTION 'what was handed in never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.procedure_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM approvals_procedure p JOIN approvals_round r ON r.procedure_id = p.id
        WHERE p.id = NEW.procedure_id AND r.sha256 = NEW.sha256
          AND r.snapshot -> 'content' = NEW.snapshot
          AND r.number = (SELECT max(number) FROM approvals_round WHERE procedure_id = p.id)
          AND p.number = NEW.memo_number AND p.dated_on = NEW.memo_date
          AND NEW.state = CASE p.state WHEN 'running' THEN 'waiting' ELSE p.state END)
    THEN
        RAISE EXCEPTION 'a report is what was submitted, and stands where its approval stands'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER amendment_keep BEFORE UPDATE OR DELETE ON measures_amendment
    FOR EACH ROW EXECUTE FUNCTION measures_forbid();
CREATE TRIGGER report_no_truncate BEFORE TRUNCATE ON measures_annualreport
    FOR EACH STATEMENT EXECUTE FUNCTION measures_forbid();
CREATE TRIGGER publication_no_truncate BEFORE TRUNCATE ON measures_publication
    FOR EACH STATEMENT EXECUTE FUNCTION measures_forbid();
CREATE TRIGGER amendment_no_truncate BEFORE TRUNCATE ON measures_amendment
    FOR EACH STATEMENT EXECUTE FUNCTION measures_forbid();
"""
# The replaced function stays: it refuses a superset of what the older one refused.
ALLOW = """
DROP TRIGGER amendment_no_truncate ON measures_amendment;
DROP TRIGGER publication_no_truncate ON measures_publication;
DROP TRIGGER report_no_truncate ON measures_annualreport;
DROP TRIGGER amendment_keep ON measures_amendment;
"""


class Migration(migrations.Migration):
    dependencies = [("measures", "0003_immutable"), ("approvals", "0004_guard_states")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
