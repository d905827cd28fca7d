"""A document submitted without a number gets number and date when it is approved, once."""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION approvals_guard_procedure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('approved', 'refused', 'withdrawn')
        OR (NEW.public_id, NEW.code, NEW.document_kind, NEW.subject_id, NEW.started_by_id,
            NEW.started_at, NEW.is_confidential)
           IS DISTINCT FROM
           (OLD.public_id, OLD.code, OLD.document_kind, OLD.subject_id, OLD.started_by_id,
            OLD.started_at, OLD.is_confidential)
        OR ((NEW.number, NEW.dated_on) IS DISTINCT FROM (OLD.number, OLD.dated_on)
            AND (OLD.number <> '' OR NEW.state <> 'approved'))
        OR (NEW.state = 'approved' AND NEW.number = '')
        OR (NEW.title <> OLD.title AND OLD.state <> 'returned')
        OR (NEW.state = OLD.state
            AND (NEW.remark, NEW.ended_on) IS DISTINCT FROM (OLD.remark, OLD.ended_on))
        OR (NEW.state = 'running' AND OLD.state <> NEW.state AND OLD.state <> 'returned')
        OR (NEW.state IN ('running', 'returned', 'withdrawn') AND NEW.ended_on IS NOT NULL)
    THEN
        RAISE EXCEPTION 'what was submitted or decided never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND NEW.state IN ('approved', 'refused', 'returned')
        AND (OLD.state <> 'running' OR NOT EXISTS (
            SELECT 1 FROM approvals_round r
            JOIN approvals_step s ON s.round_id = r.id
            JOIN approvals_act a ON a.step_id = s.id
            WHERE r.procedure_id = NEW.id AND a.verdict = NEW.state
              AND r.number = (SELECT max(number) FROM approvals_round WHERE procedure_id = NEW.id)
              AND (NEW.state = 'returned' OR a.signed_on = NEW.ended_on)))
    THEN
        RAISE EXCEPTION 'only an act decides, on the day it was signed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0005_late_numbers")]

    operations = [migrations.RunSQL(GUARD, migrations.RunSQL.noop)]
