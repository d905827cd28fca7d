"""What registers share: exports, attachments, reminders, lists. It knows none of them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegisterKitConfig(AppConfig):
    name = "prongsai.registerkit"
    verbose_name = _("Shared parts of registers")
