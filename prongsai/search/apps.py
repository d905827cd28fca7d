"""Search: what anybody may read, found by Thai words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "prongsai.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from prongsai.evidence import entries
        from prongsai.search import checks, events  # noqa: F401  (fill their registries)
        from prongsai.search.services import note_change
        from prongsai.search.texts import register_feeds

        entries.on_change(note_change)
        register_feeds()
