"""The accounts at other people's services, their secrets sealed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from prongsai.channels.codes import Channel


class ChannelAccount(models.Model):
    """An account at LINE or Facebook: how to reach it, what is wrong with it, what it may still send."""

    class Problem(models.TextChoices):
        TOKEN = "token", _("The access token is no longer valid")
        PERMISSION = "permission", _("The access token lacks a permission")
        KEY = "key", _("The stored secrets can't be read here any more")

    channel = models.CharField(_("channel"), max_length=10, choices=Channel, unique=True)
    is_enabled = models.BooleanField(_("in use"), default=True)
    # LINE: empty; Facebook: the page's number.
    identity = models.CharField(_("page number"), max_length=60, blank=True)
    token = models.BinaryField(default=bytes)
    secret = models.BinaryField(default=bytes)
    name = models.CharField(_("name there"), max_length=200, blank=True)
    problem = models.CharField(_("problem"), max_length=12, choices=Problem, blank=True)
    problem_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(_("last tested"), null=True, blank=True)
    # LINE: messages of the month; no limit where `quota` is empty. `reach` is how many get a broadcast.
    quota = models.PositiveIntegerField(null=True, blank=True)
    used = models.PositiveIntegerField(default=0)
    reach = models.PositiveIntegerField(null=True, blank=True)
    metered_at = models.DateTimeField(null=True, blank=True)
    menu_id = models.CharField(max_length=100, blank=True)
    menu_made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("account of a channel")
        verbose_name_plural = _("accounts of channels")
        ordering = ["channel"]

    def __str__(self) -> str:
        return str(self.get_channel_display())

    @property
    def left(self) -> int | None:
        """How many messages may still be sent this month; None without a limit."""
        return None if self.quota is None else max(0, self.quota - self.used)

    @property
    def percent(self) -> int:
        """How much of the month's quota is used, 0–100."""
        return min(100, round(100 * self.used / self.quota)) if self.quota else 0
