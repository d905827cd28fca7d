"""Official documents: content, layout, files, numbers, seal, verification."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrespondenceConfig(AppConfig):
    name = "prongsai.correspondence"
    verbose_name = _("Correspondence")

    def ready(self) -> None:
        from prongsai.correspondence import events, sources  # noqa: F401  (fill the registries)
        from prongsai.correspondence.papers import approvables  # noqa: F401
