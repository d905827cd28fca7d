"""The minutes of a meeting: draft, checked, adopted by the next meeting, published."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.evidence.models import Evidence
from prongsai.meetings.models.meetings import AgendaItem, Meeting


class Minutes(models.Model):
    """The minutes of one meeting and how far they came.

    As a draft they are what the records of the meeting say; from the check on, the newest version.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CHECKED = "checked", _("Checked")
        ADOPTED = "adopted", _("Adopted")

    class Publication(models.TextChoices):
        NONE = "", _("Not published")
        FULL = "full", _("Published in full")
        REDACTED = "redacted", _("Published with parts withheld")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Set while the draft lies with those who check it.
    asked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    # Empty for minutes from before this program.
    adopted_in = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adopted_minutes",
        verbose_name=_("item that adopted them"),
    )
    adopted_at = models.DateTimeField(null=True, blank=True)
    publication = models.CharField(
        _("publication"), max_length=10, choices=Publication, default=Publication.NONE, blank=True
    )
    # [{"text": what is withheld, "ground": why}], besides the confidential items.
    withheld: "models.JSONField[list[dict[str, str]]]" = models.JSONField(
        _("withheld"), default=list, blank=True
    )
    # The version that the public reads: a later correction is published by itself.
    published_version = models.PositiveSmallIntegerField(null=True, blank=True)
    # Reports on the resolutions that somebody looked through for the public.
    shown_progress = models.ManyToManyField("meetings.Progress", blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.CharField(_("why they were withdrawn"), max_length=500, blank=True)
    # Minutes from before this program are a file.
    file = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("minutes of a meeting")
        verbose_name_plural = _("minutes of meetings")
        ordering = ["-meeting__starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="adopted", adopted_at__isnull=False)
                | (~Q(state="adopted") & Q(adopted_at__isnull=True)),
                name="minutes_adopted_with_a_time",
            ),
            models.CheckConstraint(
                condition=Q(publication="", published_at__isnull=True)
                | (~Q(publication="") & Q(published_at__isnull=False, state="adopted")),
                name="minutes_published_when_adopted",
            ),
            models.CheckConstraint(
                condition=Q(publication="") | Q(withdrawn_at__isnull=True),
                name="minutes_withdrawn_are_not_published",
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def is_adopted(self) -> bool:
        """Whether a meeting has adopted them."""
        return self.state == self.State.ADOPTED

    @property
    def is_public(self) -> bool:
        """Whether anybody may read them, in full or in part."""
        return bool(self.publication)

    @property
    def was_withdrawn(self) -> bool:
        """Whether they were taken off the public page and not published again."""
        return self.withdrawn_at is not None


class MinutesVersion(models.Model):
    """The minutes as they stood at one moment; never changed (`migrations/…_immutable.py`)."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    content: "models.JSONField[dict[str, Any]]" = models.JSONField(_("content"))
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content")
    reason = models.CharField(_("reason of the correction"), max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of minutes")
        verbose_name_plural = _("versions of minutes")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes} ({self.number})"
