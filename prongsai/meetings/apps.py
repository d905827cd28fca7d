"""Meetings: bodies, agendas, what was decided and what became of it, minutes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "prongsai.meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        from prongsai.accounts.backends import admit
        from prongsai.meetings import events, matters, sources  # noqa: F401  (fill the registries)
        from prongsai.meetings.permissions import is_member

        admit(is_member)
