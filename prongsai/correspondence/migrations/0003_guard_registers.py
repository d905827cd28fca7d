"""Numbers are given in their order and year, seals to approved documents; nothing is emptied."""

from django.db import migrations

FORBID = """
CREATE FUNCTION correspondence_guard_new_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.last_number <> 0 THEN
        RAISE EXCEPTION 'a register begins empty' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION correspondence_guard_new_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM correspondence_register r
        WHERE r.id = NEW.register_id AND r.last_number = NEW.number
          AND r.year = 543 + extract(year FROM NEW.dated_on))
    THEN
        RAISE EXCEPTION 'a register gives its next number, in its own year'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION correspondence_guard_new_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM approvals_procedure
                   WHERE id = NEW.procedure_id AND state = 'approved')
    THEN
        RAISE EXCEPTION 'only approved documents are sealed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER register_begin BEFORE INSERT ON correspondence_register
    FOR EACH ROW EXECUTE FUNCTION correspondence_guard_new_register();
CREATE TRIGGER entry_begin BEFORE INSERT ON correspondence_registerentry
    FOR EACH ROW EXECUTE FUNCTION correspondence_guard_new_entry();
CREATE TRIGGER sealed_begin BEFORE INSERT ON correspondence_sealeddocument
    FOR EACH ROW EXECUTE FUNCTION correspondence_guard_new_seal();
CREATE TRIGGER register_no_truncate BEFORE TRUNCATE ON correspondence_register
    FOR EACH STATEMENT EXECUTE FUNCTION correspondence_forbid();
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON correspondence_registerentry
    FOR EACH STATEMENT EXECUTE FUNCTION correspondence_forbid();
CREATE TRIGGER sealed_no_truncate BEFORE TRUNCATE ON correspondence_sealeddocument
    FOR EACH STATEMENT EXECUTE FUNCTION correspondence_forbid();
"""
ALLOW = """
DROP TRIGGER sealed_no_truncate ON correspondence_sealeddocument;
DROP TRIGGER entry_no_truncate ON correspondence_registerentry;
DROP TRIGGER register_no_truncate ON correspondence_register;
DROP TRIGGER sealed_begin ON correspondence_sealeddocument;
DROP TRIGGER entry_begin ON correspondence_registerentry;
DROP TRIGGER register_begin ON correspondence_register;
DROP FUNCTION correspondence_guard_new_seal();
DROP FUNCTION correspondence_guard_new_entry();
DROP FUNCTION correspondence_guard_new_register();
"""


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0002_immutable"), ("approvals", "0004_guard_states")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
