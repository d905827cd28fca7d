"""Official documents: content, layout, files, numbers, seal, verification."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrespondenceConfig(AppConfig):
    name = "prongsai.correspondence"
    verbose_name = _("Correspondence")

    def ready(self) -> None:
        from prongsai.correspondence import events  # noqa: F401  (fills the vocabulary)
