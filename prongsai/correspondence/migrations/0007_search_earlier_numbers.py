"""Numbers that were given before there was a search get their words."""

from typing import Any

from django.db import migrations


def make_searchable(apps: Any, schema_editor: Any) -> None:
    from prongsai.common.search import words_of
    from prongsai.correspondence.rules import write_number

    entries = apps.get_model("correspondence", "RegisterEntry").objects.select_related("register")
    for entry in entries.filter(words__isnull=True).iterator():
        register = entry.register
        written = write_number(register.kind, register.letter_code, entry.number, register.year)
        entry.words = words_of(written, entry.subject)
        entry.save(update_fields=["words"])


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0006_papers_immutable")]

    operations = [migrations.RunPython(make_searchable, migrations.RunPython.noop)]
