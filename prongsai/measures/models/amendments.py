"""What changed in a plan after its announcement."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.measures.models.plans import Measure, Plan


class Amendment(models.Model):
    """One change of an announced plan, with its reason; the annual report lists it."""

    class Kind(models.TextChoices):
        ADDED = "added", _("Added")
        CHANGED = "changed", _("Amended")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")
        RESUMED = "resumed", _("Resumed")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="amendments")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="amendments")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    field = models.CharField(_("field"), max_length=40, blank=True)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    reason = models.TextField(_("reason"))
    amended_on = models.DateField(_("date"))
    amended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["amended_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_gives_its_reason")
        ]

    def __str__(self) -> str:
        return f"{self.measure.number} {self.get_kind_display()}"
