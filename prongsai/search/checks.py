"""The check that says when the index was made by another normaliser or ICU."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from prongsai.search.rules import fingerprint


@register(Tags.database)
def check_index_is_of_this_program(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn when words were cut in another way than this program cuts questions."""
    from prongsai.search.models import Made

    if not databases:
        return []
    try:
        made = Made.objects.first()
    except DatabaseError:  # not migrated yet
        return []
    if made is None or made.fingerprint == fingerprint():
        return []
    return [
        Warning(
            "The search index was made by another normaliser or version of ICU.",
            hint="Run `prongsai reindex-search`; the nightly job does it as well.",
            id="prongsai.W010",
        )
    ]
