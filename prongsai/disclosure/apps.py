"""The items that a year's assessment asks to be public: where each part is proven, and checks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    name = "prongsai.disclosure"
    verbose_name = _("Disclosure")

    def ready(self) -> None:
        from prongsai.disclosure import events, sources  # noqa: F401  (fill the registries)
