"""A short survey of one's own. Only sums are kept: there is no row that was one person's answer."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def make_token() -> str:
    """The part of an address that nobody guesses."""
    return secrets.token_urlsafe(12)


class Pulse(models.Model):
    """Some questions to staff or visitors for some days; results only after its end."""

    class Audience(models.TextChoices):
        STAFF = "IIT", _("people of the organisation")
        VISITORS = "EIT", _("those who come to it")

    token = models.CharField(max_length=40, unique=True, default=make_token, editable=False)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    audience = models.CharField(_("who is asked"), max_length=3, choices=Audience)
    opens_on = models.DateField(_("from"))
    closes_on = models.DateField(_("until"))
    # Below this many answers nothing is shown of them.
    minimum = models.PositiveSmallIntegerField(_("smallest number of answers"), default=10)
    # How many people got the link: more answers than people are not taken.
    invited = models.PositiveIntegerField(_("people who are asked"))
    # [{"code", "text", "is_negative"}], and [{"text", "score"}]: as they were when it began.
    questions = models.JSONField(default=list)
    scale = models.JSONField(default=list)
    responses = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_early_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("pulse survey")
        verbose_name_plural = _("pulse surveys")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="assessment_pulse_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(responses__lte=F("invited")), name="assessment_pulse_within_invited"
            ),
            models.CheckConstraint(
                condition=Q(minimum__gte=5), name="assessment_pulse_hides_small_groups"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()} {self.fiscal_year}"


class PulseCount(models.Model):
    """How many chose one answer of one question."""

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="counts")
    question = models.CharField(max_length=20)
    answer = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["question", "answer"]
        constraints = [
            models.UniqueConstraint(
                fields=["pulse", "question", "answer"], name="assessment_one_count_an_answer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer}: {self.count}"
