"""What commands with a database begin with: settings, server, migrations."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from config import env
from config.postgres import running


def use_full_settings() -> None:
    """Load Django with everything; keeps the language of the messages."""
    import django
    from django.conf import settings
    from django.utils import translation

    language = translation.get_language() or "th"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
    if settings.configured:
        settings._wrapped = __import__("django.utils.functional", fromlist=["empty"]).empty
    django.setup()
    translation.activate(language)


@contextmanager
def database() -> Iterator[None]:
    """The migrated database for the length of a command."""
    with running(env.data_dir()):
        use_full_settings()
        migrate()
        yield
        from django.db import connections

        connections.close_all()


def migrate() -> None:
    """Bring the database up to this release; one process at a time."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7300001)")
        try:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(7300001)")
