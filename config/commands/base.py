"""What commands with a database begin with: settings, server, migrations."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from config import env
from config.postgres import running


def use_full_settings() -> None:
    """Load Django with everything, in place of the bare settings of the command line."""
    from django.apps import apps
    from django.conf import settings
    from django.utils import translation
    from django.utils.functional import empty
    from django.utils.log import configure_logging
    from django.utils.translation import trans_real

    language = translation.get_language() or "th"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
    settings._wrapped = empty
    trans_real._translations.clear()  # type: ignore[attr-defined]
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
    if not apps.is_installed("prongsai.measures"):
        apps.set_installed_apps(settings.INSTALLED_APPS)
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


def _follow_up() -> None:
    """What an update leaves to the program itself, once."""
    from prongsai.measures.services.publications import publish_what_was_public
    from prongsai.organization.queries import find_profile
    from prongsai.search.services import queue_everything
    from prongsai.website.services import begin_site

    publish_what_was_public()
    if find_profile() is not None:
        begin_site(actor=None)
        queue_everything()


# Their long histories first: each step is worked out over all models that relate to it, and ours do.
FIRST = ("wagtailcore", "wagtaildocs", "wagtailimages", "wagtailusers")


def migrate() -> None:
    """Bring the database up to this release; one process at a time."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7300001)")
        try:
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            if plan:
                waiting = {migration.app_label for migration, _backwards in plan}
                for label in (name for name in FIRST if name in waiting):
                    call_command("migrate", label, verbosity=0, interactive=False)
                call_command("migrate", verbosity=0, interactive=False)
                _follow_up()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(7300001)")
