"""The database lets a document be decided only by an act, and nothing be slipped in or emptied."""

from django.db import migrations

FORBID = """
CREATE OR REPLACE FUNCTION approvals_guard_procedure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('approved', 'refused', 'withdrawn')
        OR (NEW.public_id, NEW.code, NEW.document_kind, NEW.subject_id, NEW.number, NEW.dated_on,
            NEW.started_by_id, NEW.started_at)
           IS DISTINCT FROM
           (OLD.public_id, OLD.code, OLD.document_kind, OLD.subject_id, OLD.number, OLD.dated_on,
            OLD.started_by_id, OLD.started_at)
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

CREATE FUNCTION approvals_guard_new_procedure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'running' OR NEW.ended_on IS NOT NULL THEN
        RAISE EXCEPTION 'a document begins undecided' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION approvals_guard_new_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> 1 + (SELECT count(*) FROM approvals_round WHERE procedure_id = NEW.procedure_id)
        OR NOT EXISTS (SELECT 1 FROM approvals_procedure
                       WHERE id = NEW.procedure_id AND state = 'running')
        OR (NEW.number > 1 AND NOT EXISTS (
            SELECT 1 FROM approvals_round r
            JOIN approvals_step s ON s.round_id = r.id
            JOIN approvals_act a ON a.step_id = s.id
            WHERE r.procedure_id = NEW.procedure_id AND r.number = NEW.number - 1
              AND a.verdict = 'returned'))
    THEN
        RAISE EXCEPTION 'a new round follows a return' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION approvals_guard_new_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM approvals_step s JOIN approvals_act a ON a.step_id = s.id
               WHERE s.round_id = NEW.round_id)
    THEN
        RAISE EXCEPTION 'the chain is copied at submission' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION approvals_guard_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM approvals_step s
        JOIN approvals_round r ON r.id = s.round_id
        JOIN approvals_procedure p ON p.id = r.procedure_id
        WHERE s.id = NEW.step_id AND r.sha256 = NEW.digest AND p.state = 'running'
          AND r.number = (SELECT max(number) FROM approvals_round WHERE procedure_id = p.id)
          AND NEW.verdict = ANY (CASE s.kind
              WHEN 'report' THEN ARRAY['signed']
              WHEN 'opinion' THEN ARRAY['signed', 'returned']
              ELSE ARRAY['approved', 'refused', 'returned'] END)
          AND NOT EXISTS (
              SELECT 1 FROM approvals_step e LEFT JOIN approvals_act a ON a.step_id = e.id
              WHERE e.round_id = r.id AND e."order" < s."order"
                AND a.verdict IS DISTINCT FROM 'signed'))
    THEN
        RAISE EXCEPTION 'an act belongs to the current desk of the submitted text'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.is_on_paper = (NEW.signer_id IS NOT NULL)
        OR (NOT NEW.is_on_paper AND NEW.recorded_by_id <> NEW.signer_id)
    THEN
        RAISE EXCEPTION 'nobody signs for another' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER procedure_begin BEFORE INSERT ON approvals_procedure
    FOR EACH ROW EXECUTE FUNCTION approvals_guard_new_procedure();
CREATE TRIGGER round_begin BEFORE INSERT ON approvals_round
    FOR EACH ROW EXECUTE FUNCTION approvals_guard_new_round();
CREATE TRIGGER step_begin BEFORE INSERT ON approvals_step
    FOR EACH ROW EXECUTE FUNCTION approvals_guard_new_step();
CREATE TRIGGER procedure_no_truncate BEFORE TRUNCATE ON approvals_procedure
    FOR EACH STATEMENT EXECUTE FUNCTION approvals_forbid();
CREATE TRIGGER round_no_truncate BEFORE TRUNCATE ON approvals_round
    FOR EACH STATEMENT EXECUTE FUNCTION approvals_forbid();
CREATE TRIGGER step_no_truncate BEFORE TRUNCATE ON approvals_step
    FOR EACH STATEMENT EXECUTE FUNCTION approvals_forbid();
CREATE TRIGGER act_no_truncate BEFORE TRUNCATE ON approvals_act
    FOR EACH STATEMENT EXECUTE FUNCTION approvals_forbid();
"""
# The replaced functions stay: they refuse a superset of what the older ones refused.
ALLOW = """
DROP TRIGGER act_no_truncate ON approvals_act;
DROP TRIGGER step_no_truncate ON approvals_step;
DROP TRIGGER round_no_truncate ON approvals_round;
DROP TRIGGER procedure_no_truncate ON approvals_procedure;
DROP TRIGGER step_begin ON approvals_step;
DROP TRIGGER round_begin ON approvals_round;
DROP TRIGGER procedure_begin ON approvals_procedure;
DROP FUNCTION approvals_guard_new_step();
DROP FUNCTION approvals_guard_new_round();
DROP FUNCTION approvals_guard_new_procedure();
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0003_scan_digest")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
