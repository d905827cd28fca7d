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
    THEN
        RAISE EXCEPTION 'what was submitted or decided never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0003_late_numbers")]

    operations = [migrations.RunSQL(GUARD, migrations.RunSQL.noop)]
