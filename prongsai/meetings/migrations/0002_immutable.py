"""The database itself keeps held meetings, adopted minutes, their versions, and reported progress."""

from django.db import migrations

FORBID = """
CREATE FUNCTION meetings_forbid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was written down stays' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION meetings_guard_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'planned' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a meeting that people were told of stays' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.state IN ('running', 'held') AND
        (NEW.body_id, NEW.year, NEW.session, NEW.session_number, NEW.number)
            IS DISTINCT FROM (OLD.body_id, OLD.year, OLD.session, OLD.session_number, OLD.number))
        OR (OLD.state = 'held' AND NEW.state <> 'held')
        OR (OLD.state = 'running' AND NEW.state NOT IN ('running', 'held', 'cancelled'))
        OR (OLD.state = 'cancelled' AND NEW.state <> 'cancelled')
    THEN
        RAISE EXCEPTION 'the number of a meeting that began never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION meetings_guard_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'adopted' AND
        (NEW.state, NEW.meeting_id, NEW.adopted_at, NEW.adopted_in_id, NEW.file_id)
            IS DISTINCT FROM
        (OLD.state, OLD.meeting_id, OLD.adopted_at, OLD.adopted_in_id, OLD.file_id)
    THEN
        RAISE EXCEPTION 'adopted minutes stay adopted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION meetings_guard_resolution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM meetings_minutes WHERE meeting_id = OLD.meeting_id AND state = 'adopted') THEN
        RAISE EXCEPTION 'a resolution of adopted minutes stays' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER meeting_guard BEFORE UPDATE OR DELETE ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION meetings_guard_meeting();
CREATE TRIGGER minutes_guard BEFORE UPDATE ON meetings_minutes
    FOR EACH ROW EXECUTE FUNCTION meetings_guard_minutes();
CREATE TRIGGER minutes_keep BEFORE DELETE ON meetings_minutes
    FOR EACH ROW EXECUTE FUNCTION meetings_forbid();
CREATE TRIGGER version_keep BEFORE UPDATE OR DELETE ON meetings_minutesversion
    FOR EACH ROW EXECUTE FUNCTION meetings_forbid();
CREATE TRIGGER version_keep_all BEFORE TRUNCATE ON meetings_minutesversion
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_forbid();
CREATE TRIGGER progress_keep BEFORE UPDATE OR DELETE ON meetings_progress
    FOR EACH ROW EXECUTE FUNCTION meetings_forbid();
CREATE TRIGGER resolution_keep BEFORE DELETE ON meetings_resolution
    FOR EACH ROW EXECUTE FUNCTION meetings_guard_resolution();
"""
ALLOW = """
DROP TRIGGER resolution_keep ON meetings_resolution;
DROP TRIGGER progress_keep ON meetings_progress;
DROP TRIGGER version_keep_all ON meetings_minutesversion;
DROP TRIGGER version_keep ON meetings_minutesversion;
DROP TRIGGER minutes_keep ON meetings_minutes;
DROP TRIGGER minutes_guard ON meetings_minutes;
DROP TRIGGER meeting_guard ON meetings_meeting;
DROP FUNCTION meetings_guard_resolution();
DROP FUNCTION meetings_guard_minutes();
DROP FUNCTION meetings_guard_meeting();
DROP FUNCTION meetings_forbid();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
