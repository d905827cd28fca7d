"""Received papers: register, minutes at the desks, assignments, the mailbox, archive and retention."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailroomConfig(AppConfig):
    name = "prongsai.mailroom"
    verbose_name = _("Received papers")

    def ready(self) -> None:
        from prongsai.mailroom import events  # noqa: F401  (fills the vocabulary)
