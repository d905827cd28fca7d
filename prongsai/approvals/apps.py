"""Who must agree, in which order, to exactly which text."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "prongsai.approvals"
    verbose_name = _("Approvals")

    def ready(self) -> None:
        from prongsai.approvals import events  # noqa: F401  (fills the vocabulary)
