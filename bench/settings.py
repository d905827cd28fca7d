"""Settings of the bench's own processes."""

import os


def use_bare_settings() -> None:
    """Django without a database, for what is pure."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.bare"
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
