"""The database itself keeps numbers and sealed documents."""

from django.db import migrations

FORBID = """
CREATE FUNCTION correspondence_forbid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'numbers and sealed documents never change' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION correspondence_guard_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.last_number < OLD.last_number
        OR (NEW.kind, NEW.letter_code, NEW.year) IS DISTINCT FROM (OLD.kind, OLD.letter_code, OLD.year)
    THEN
        RAISE EXCEPTION 'a register only grows' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION correspondence_guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.procedure_id IS NOT NULL
        OR (NEW.register_id, NEW.number, NEW.dated_on, NEW.subject, NEW.created_at)
           IS DISTINCT FROM
           (OLD.register_id, OLD.number, OLD.dated_on, OLD.subject, OLD.created_at)
    THEN
        RAISE EXCEPTION 'a number is given once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER register_guard BEFORE UPDATE ON correspondence_register
    FOR EACH ROW EXECUTE FUNCTION correspondence_guard_register();
CREATE TRIGGER register_keep BEFORE DELETE ON correspondence_register
    FOR EACH ROW EXECUTE FUNCTION correspondence_forbid();
CREATE TRIGGER entry_guard BEFORE UPDATE ON correspondence_registerentry
    FOR EACH ROW EXECUTE FUNCTION correspondence_guard_entry();
CREATE TRIGGER entry_keep BEFORE DELETE ON correspondence_registerentry
    FOR EACH ROW EXECUTE FUNCTION correspondence_forbid();
CREATE TRIGGER sealed_keep BEFORE UPDATE OR DELETE ON correspondence_sealeddocument
    FOR EACH ROW EXECUTE FUNCTION correspondence_forbid();
"""
ALLOW = """
DROP TRIGGER sealed_keep ON correspondence_sealeddocument;
DROP TRIGGER entry_keep ON correspondence_registerentry;
DROP TRIGGER entry_guard ON correspondence_registerentry;
DROP TRIGGER register_keep ON correspondence_register;
DROP TRIGGER register_guard ON correspondence_register;
DROP FUNCTION correspondence_guard_entry();
DROP FUNCTION correspondence_guard_register();
DROP FUNCTION correspondence_forbid();
"""


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
