"""Where a step or a measure came from: a register's matter, a finding of the analysis."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.assessment.models import Finding
from prongsai.evidence.matters import registry
from prongsai.measures.models.plans import Measure, Step


class StepOrigin(models.Model):
    """That a step was made of a matter of a register, for example of a meeting's resolution.

    Kind and public id name the matter (`evidence.matters`); `label` says where it was brought up.
    """

    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="origin")
    kind = models.CharField(max_length=60)
    public_id = models.UUIDField()
    label = models.CharField(_("brought up in"), max_length=300)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("origin of a step")
        verbose_name_plural = _("origins of steps")
        indexes = [models.Index(fields=["kind", "public_id"], name="step_origin_of_matter")]

    def __str__(self) -> str:
        return self.label

    @property
    def kind_label(self) -> str:
        """What kind of matter it was; empty when its register is no longer there."""
        kind = registry.find_kind(self.kind)
        return str(kind.label) if kind else ""

    @property
    def address(self) -> str:
        """Where the matter stands in the office; empty when its register is no longer there."""
        kind = registry.find_kind(self.kind)
        return kind.address(self.public_id) if kind else ""


class MeasureOrigin(models.Model):
    """That a measure answers a finding of the ITA result of the year before.

    A weakness often needs several measures, and one measure often mends several weaknesses.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="origins")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="answers")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("origin of a measure")
        verbose_name_plural = _("origins of measures")
        ordering = ["finding__topic", "finding__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "finding"], name="finding_answered_once_a_measure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} ← {self.finding}"[:200]
