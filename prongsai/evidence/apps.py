"""Files, links and records that prove something."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "prongsai.evidence"
    verbose_name = _("Evidence")

    def ready(self) -> None:
        from prongsai.evidence import events  # noqa: F401  (declares the audit vocabulary)
