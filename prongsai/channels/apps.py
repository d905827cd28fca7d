"""Messages that leave the program, through one outbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    name = "prongsai.channels"
    verbose_name = _("Channels")

    def ready(self) -> None:
        """Declare what the log can say."""
        from prongsai.channels import events  # noqa: F401
