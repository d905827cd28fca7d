"""People who sign in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "prongsai.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from prongsai.accounts import events  # noqa: F401  (declares the audit vocabulary)
