"""People who asked for news by e-mail, and how often a public form was used."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def make_token() -> str:
    """An address that nobody guesses."""
    return secrets.token_urlsafe(24)


class Subscriber(models.Model):
    """An address that was confirmed. Deleted at once when the person unsubscribes."""

    email = models.EmailField(_("e-mail"), unique=True)
    token = models.CharField(max_length=40, unique=True, default=make_token, editable=False)
    # Codes of kinds; none means all.
    kinds: "models.JSONField[list[str]]" = models.JSONField(default=list)
    language = models.CharField(_("language"), max_length=5, default="th")
    # Final refusals in a row; the third ends it.
    bounces = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.pk}"


class Attempt(models.Model):
    """That a public form was used, by a keyed digest of who did; forgotten after a day."""

    who = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["who", "at"], name="attempt_by_who")]

    def __str__(self) -> str:
        return f"{self.pk}"
