"""What the analysis of a year's result found, topic by topic."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FindingKind(models.TextChoices):
    """The two columns that the disclosure item asks for, and the explicit word that a topic has
    no weakness (it still needs a point to develop)."""

    URGENT = "urgent", _("Weakness to be corrected urgently")
    DEVELOP = "develop", _("Point to be developed")
    NONE = "none", _("No weakness found")


class Finding(models.Model):
    """One finding of the analysis of an ITA result; measures of the next fiscal year answer it.

    `fiscal_year` is that of the result (พ.ศ.). `scores` are what speaks for it as it stood when it
    was written: a list of {"kind", "code", "title", "score"} (0–100). `suggestion` names the
    suggestion it was made of, `suggested` keeps that one's words; one that was set aside is not
    made again.
    """

    class Origin(models.TextChoices):
        SUGGESTED = "suggested", _("from the scores")
        OWN = "own", _("written by the office")

    class State(models.TextChoices):
        KEPT = "kept", _("in the analysis")
        SET_ASIDE = "set-aside", _("set aside")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year of the result"))
    topic = models.PositiveSmallIntegerField(_("topic"))
    kind = models.CharField(_("kind"), max_length=10, choices=FindingKind)
    text = models.TextField(_("finding"))
    scores: "models.JSONField[list[dict[str, Any]]]" = models.JSONField(default=list, blank=True)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.OWN)
    suggestion = models.CharField(max_length=60, blank=True)
    suggested: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    order = models.PositiveIntegerField(default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.KEPT)
    state_reason = models.TextField(_("reason"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["fiscal_year", "topic", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "suggestion"],
                condition=~Q(suggestion=""),
                name="finding_once_a_suggestion",
            ),
            models.UniqueConstraint(
                fields=["fiscal_year", "topic"],
                condition=Q(kind="none", state="kept"),
                name="no_weakness_said_once_a_topic",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="finding_says_something"),
            models.CheckConstraint(
                condition=~Q(state="set-aside") | ~Q(state_reason=""),
                name="finding_set_aside_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2500, fiscal_year__lte=2700),
                name="finding_year_is_buddhist",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:200]

    @property
    def is_kept(self) -> bool:
        """Whether it belongs to the analysis (not set aside)."""
        return self.state == self.State.KEPT

    @property
    def wants_measure(self) -> bool:
        """Whether a measure should answer it: a word that nothing is weak needs none."""
        return self.is_kept and self.kind != FindingKind.NONE
