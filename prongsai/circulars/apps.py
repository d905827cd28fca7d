"""Circulars: who must read a document, who has, and what proves it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CircularsConfig(AppConfig):
    name = "prongsai.circulars"
    verbose_name = _("Circulars")

    def ready(self) -> None:
        from prongsai.circulars import events, offers, sources  # noqa: F401  (fill the registries)
        from prongsai.correspondence.papers.classes import list_classes

        sources.register_sources(list_classes())
