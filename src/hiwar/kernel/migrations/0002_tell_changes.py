"""On PostgreSQL, tell each row of the change log to whoever listens, at its commit."""

from django.db import migrations

TELL = """
CREATE FUNCTION hiwar_tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('hiwar_changes', NEW.id || ' ' || NEW.topic);
    RETURN NULL;
END
$$;
CREATE TRIGGER hiwar_tell_change AFTER INSERT ON kernel_change
    FOR EACH ROW EXECUTE FUNCTION hiwar_tell_change();
"""
BE_SILENT = """
DROP TRIGGER hiwar_tell_change ON kernel_change;
DROP FUNCTION hiwar_tell_change();
"""


def _tell(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(TELL)


def _be_silent(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BE_SILENT)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [migrations.RunPython(_tell, _be_silent)]
