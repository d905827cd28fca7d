"""The database itself keeps each version of a result, whoever writes."""

from django.db import migrations

FORBID = """
CREATE FUNCTION assessment_forbid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was recorded stays' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER version_keep BEFORE UPDATE OR DELETE ON assessment_resultversion
    FOR EACH ROW EXECUTE FUNCTION assessment_forbid();
CREATE TRIGGER version_keep_all BEFORE TRUNCATE ON assessment_resultversion
    FOR EACH STATEMENT EXECUTE FUNCTION assessment_forbid();
"""
ALLOW = """
DROP TRIGGER version_keep_all ON assessment_resultversion;
DROP TRIGGER version_keep ON assessment_resultversion;
DROP FUNCTION assessment_forbid();
"""


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
