"""The database itself keeps what was submitted and signed."""

from django.db import migrations

FORBID = """
CREATE FUNCTION approvals_forbid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was submitted or signed never changes' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION approvals_guard_procedure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('approved', 'refused', 'withdrawn')
        OR (NEW.public_id, NEW.code, NEW.document_kind, NEW.subject_id, NEW.number, NEW.dated_on,
            NEW.started_by_id, NEW.started_at)
           IS DISTINCT FROM
           (OLD.public_id, OLD.code, OLD.document_kind, OLD.subject_id, OLD.number, OLD.dated_on,
            OLD.started_by_id, OLD.started_at)
        OR (NEW.title <> OLD.title AND OLD.state <> 'returned')
    THEN
        RAISE EXCEPTION 'what was submitted or decided never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION approvals_guard_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.round_id, NEW."order", NEW.kind, NEW.position_id, NEW.position_title, NEW.days)
        IS DISTINCT FROM
        (OLD.round_id, OLD."order", OLD.kind, OLD.position_id, OLD.position_title, OLD.days)
    THEN
        RAISE EXCEPTION 'what was submitted never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION approvals_guard_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM approvals_step s
        JOIN approvals_round r ON r.id = s.round_id
        JOIN approvals_procedure p ON p.id = r.procedure_id
        WHERE s.id = NEW.step_id AND r.sha256 = NEW.digest AND p.state = 'running'
          AND r.number = (SELECT max(number) FROM approvals_round WHERE procedure_id = p.id)
          AND NOT EXISTS (
              SELECT 1 FROM approvals_step e LEFT JOIN approvals_act a ON a.step_id = e.id
              WHERE e.round_id = r.id AND e."order" < s."order" AND a.id IS NULL)
    ) THEN
        RAISE EXCEPTION 'an act belongs to the current desk of the submitted text'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER procedure_guard BEFORE UPDATE ON approvals_procedure
    FOR EACH ROW EXECUTE FUNCTION approvals_guard_procedure();
CREATE TRIGGER procedure_keep BEFORE DELETE ON approvals_procedure
    FOR EACH ROW EXECUTE FUNCTION approvals_forbid();
CREATE TRIGGER round_keep BEFORE UPDATE OR DELETE ON approvals_round
    FOR EACH ROW EXECUTE FUNCTION approvals_forbid();
CREATE TRIGGER step_guard BEFORE UPDATE ON approvals_step
    FOR EACH ROW EXECUTE FUNCTION approvals_guard_step();
CREATE TRIGGER step_keep BEFORE DELETE ON approvals_step
    FOR EACH ROW EXECUTE FUNCTION approvals_forbid();
CREATE TRIGGER act_guard BEFORE INSERT ON approvals_act
    FOR EACH ROW EXECUTE FUNCTION approvals_guard_act();
CREATE TRIGGER act_keep BEFORE UPDATE OR DELETE ON approvals_act
    FOR EACH ROW EXECUTE FUNCTION approvals_forbid();
"""
ALLOW = """
DROP TRIGGER act_keep ON approvals_act;
DROP TRIGGER act_guard ON approvals_act;
DROP TRIGGER step_keep ON approvals_step;
DROP TRIGGER step_guard ON approvals_step;
DROP TRIGGER round_keep ON approvals_round;
DROP TRIGGER procedure_keep ON approvals_procedure;
DROP TRIGGER procedure_guard ON approvals_procedure;
DROP FUNCTION approvals_guard_act();
DROP FUNCTION approvals_guard_step();
DROP FUNCTION approvals_guard_procedure();
DROP FUNCTION approvals_forbid();
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
