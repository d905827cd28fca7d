"""Catalogues of the assessment's years: what is asked, weighed and disclosed in which year."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CataloguesConfig(AppConfig):
    name = "prongsai.catalogues"
    verbose_name = _("Catalogues of the assessment")

    def ready(self) -> None:
        """Declare what the log can say."""
        from prongsai.catalogues import events  # noqa: F401
