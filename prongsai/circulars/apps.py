"""Circulars: who must read a document, who has, and what proves it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CircularsConfig(AppConfig):
    name = "prongsai.circulars"
    verbose_name = _("Circulars")

    def ready(self) -> None:
        from prongsai.circulars import events, sources  # noqa: F401  (fills the vocabulary)

        sources.register_sources(sources.list_known_classes())
