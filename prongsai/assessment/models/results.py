"""The result of a year as it was announced: scores as stated, and every earlier state of them."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prongsai.catalogues.reading import SCHEME

SCORE_RANGE = [MinValueValidator(0), MaxValueValidator(100)]


def _score(label: Any, **more: Any) -> Any:
    return models.DecimalField(
        label, max_digits=7, decimal_places=4, validators=SCORE_RANGE, **more
    )


class Result(models.Model):
    """The assessment's result of one fiscal year (พ.ศ.), as the organisation received it.

    What follows from its scores is not kept: `queries.get_scores` works it out by the catalogue.
    """

    class Origin(models.TextChoices):
        FILE = "file", _("Imported")
        TYPED = "typed", _("Typed in")

    scheme = models.CharField(_("scheme"), max_length=40, default=SCHEME)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    origin = models.CharField(_("origin"), max_length=10, choices=Origin)
    source_name = models.CharField(_("file"), max_length=200, blank=True)
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    stated_total = _score(_("total as stated"), null=True, blank=True)
    stated_level = models.CharField(_("level as stated"), max_length=100, blank=True)
    # The number of its newest version; there is one for each time that it was written.
    version = models.PositiveIntegerField(default=0)
    # Taken away by somebody: its versions stay, nothing shows it until it is written again.
    is_removed = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("result of the assessment")
        verbose_name_plural = _("results of the assessment")
        ordering = ["-fiscal_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "fiscal_year"], name="assessment_one_result_a_year"
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2500, fiscal_year__lte=2700),
                name="assessment_year_is_buddhist",
            ),
            models.CheckConstraint(
                condition=Q(stated_total__isnull=True)
                | Q(stated_total__gte=0, stated_total__lte=100),
                name="assessment_total_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"ITA {self.fiscal_year}"


class Score(models.Model):
    """One score of a result as it was stated, 0–100."""

    class Kind(models.TextChoices):
        INSTRUMENT = "instrument", _("Instrument")
        PART = "part", _("Part of an instrument")
        INDICATOR = "indicator", _("Indicator")
        SUB_INDICATOR = "sub-indicator", _("Sub-indicator")
        QUESTION = "question", _("Question")
        ITEM = "item", _("Disclosure item")

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="scores")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    code = models.CharField(_("code"), max_length=20)
    # "EIT1" or "EIT2" for a question or indicator that was stated for one part only.
    part = models.CharField(_("part"), max_length=20, blank=True)
    score = _score(_("score"))

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "kind", "code", "part"], name="assessment_one_score_a_code"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=100), name="assessment_score_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.score.normalize():f}"


class ResultVersion(models.Model):
    """A result as it was written at one time, whole. The database keeps each for good."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    # {"origin", "source_name", "announced_on", "total", "level", "is_removed",
    #  "scores": [[kind, code, part, "95.32"], …]}
    content: "models.JSONField[dict[str, Any]]" = models.JSONField()
    reason = models.CharField(_("why"), max_length=500, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a result")
        verbose_name_plural = _("versions of results")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "number"], name="assessment_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.result} v{self.number}"
