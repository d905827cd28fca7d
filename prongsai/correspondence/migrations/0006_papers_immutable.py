"""The database itself keeps papers that were put forward."""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION correspondence_guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.procedure_id IS NOT NULL AND NEW.procedure_id IS DISTINCT FROM OLD.procedure_id)
        OR (NEW.register_id, NEW.number, NEW.dated_on, NEW.subject, NEW.created_at,
            NEW.is_classified)
           IS DISTINCT FROM
           (OLD.register_id, OLD.number, OLD.dated_on, OLD.subject, OLD.created_at,
            OLD.is_classified)
    THEN
        RAISE EXCEPTION 'a number is given once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION correspondence_guard_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'a paper that was put forward stays' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF (OLD.state IN ('issued', 'refused', 'withdrawn') AND NEW.state <> OLD.state)
        OR (OLD.state NOT IN ('draft', 'returned')
            AND (NEW.public_id, NEW.kind, NEW.class_code, NEW.language, NEW.subject, NEW."to",
                 NEW.body, NEW.secrecy, NEW.urgency, NEW.fiscal_year, NEW.division_id,
                 NEW.template_id, NEW.created_by_id)
                IS DISTINCT FROM
                (OLD.public_id, OLD.kind, OLD.class_code, OLD.language, OLD.subject, OLD."to",
                 OLD.body, OLD.secrecy, OLD.urgency, OLD.fiscal_year, OLD.division_id,
                 OLD.template_id, OLD.created_by_id))
    THEN
        RAISE EXCEPTION 'a paper that was put forward never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION correspondence_guard_paper_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part record;
BEGIN
    part := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    IF EXISTS (SELECT 1 FROM correspondence_paper
               WHERE id = part.paper_id AND state NOT IN ('draft', 'returned')) THEN
        RAISE EXCEPTION 'a paper that was put forward never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN part;
END $$;

CREATE TRIGGER paper_guard BEFORE UPDATE OR DELETE ON correspondence_paper
    FOR EACH ROW EXECUTE FUNCTION correspondence_guard_paper();
CREATE TRIGGER paper_link_guard BEFORE INSERT OR UPDATE OR DELETE ON correspondence_paperlink
    FOR EACH ROW EXECUTE FUNCTION correspondence_guard_paper_part();
CREATE TRIGGER paper_attachment_guard BEFORE INSERT OR UPDATE OR DELETE
    ON correspondence_paperattachment
    FOR EACH ROW EXECUTE FUNCTION correspondence_guard_paper_part();
"""
ALLOW = """
DROP TRIGGER paper_attachment_guard ON correspondence_paperattachment;
DROP TRIGGER paper_link_guard ON correspondence_paperlink;
DROP TRIGGER paper_guard ON correspondence_paper;
DROP FUNCTION correspondence_guard_paper_part();
DROP FUNCTION correspondence_guard_paper();
"""


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0005_searched_and_classified")]

    operations = [migrations.RunSQL(GUARD, ALLOW)]
