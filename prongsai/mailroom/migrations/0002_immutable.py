"""The database itself keeps the register's lines and the minutes."""

from django.db import migrations

FORBID = """
CREATE FUNCTION mailroom_forbid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what stands in the register or in a minute stays' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION mailroom_guard_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.public_id, NEW.entry_id, NEW.year, NEW.number, NEW.received_at, NEW.received_by_id, NEW.origin)
        IS DISTINCT FROM
       (OLD.public_id, OLD.entry_id, OLD.year, OLD.number, OLD.received_at, OLD.received_by_id, OLD.origin)
        OR (OLD.state = 'destroyed' AND NEW.state <> 'destroyed')
    THEN
        RAISE EXCEPTION 'number and day of a received paper never change'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION mailroom_guard_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.paper_id, NEW."order", NEW.name, NEW.sha256)
        IS DISTINCT FROM (OLD.paper_id, OLD."order", OLD.name, OLD.sha256)
        OR (NEW.evidence_id IS DISTINCT FROM OLD.evidence_id AND NEW.evidence_id IS NOT NULL)
    THEN
        RAISE EXCEPTION 'a file of a received paper is kept or destroyed, never another'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER paper_guard BEFORE UPDATE ON mailroom_receivedpaper
    FOR EACH ROW EXECUTE FUNCTION mailroom_guard_paper();
CREATE TRIGGER paper_keep BEFORE DELETE ON mailroom_receivedpaper
    FOR EACH ROW EXECUTE FUNCTION mailroom_forbid();
CREATE TRIGGER file_guard BEFORE UPDATE ON mailroom_receivedfile
    FOR EACH ROW EXECUTE FUNCTION mailroom_guard_file();
CREATE TRIGGER file_keep BEFORE DELETE ON mailroom_receivedfile
    FOR EACH ROW EXECUTE FUNCTION mailroom_forbid();
CREATE TRIGGER minute_keep BEFORE UPDATE OR DELETE ON mailroom_minute
    FOR EACH ROW EXECUTE FUNCTION mailroom_forbid();
"""
ALLOW = """
DROP TRIGGER minute_keep ON mailroom_minute;
DROP TRIGGER file_keep ON mailroom_receivedfile;
DROP TRIGGER file_guard ON mailroom_receivedfile;
DROP TRIGGER paper_keep ON mailroom_receivedpaper;
DROP TRIGGER paper_guard ON mailroom_receivedpaper;
DROP FUNCTION mailroom_guard_file();
DROP FUNCTION mailroom_guard_paper();
DROP FUNCTION mailroom_forbid();
"""


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
