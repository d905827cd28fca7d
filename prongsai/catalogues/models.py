"""Corrections of the shipped catalogues: who says a line is otherwise, by which source, and why.

Written once and kept: see `migrations/0002_immutable.py`. The newest one of a line that was not
withdrawn counts; a withdrawal is a row too.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """One line of a year as an administrator read it in the manual, or the end of such a reading.

    `values` holds all that can be corrected of the line, as it was read in the manual: what the line
    would otherwise be may change later, what was compared may not. `changed` names what of it was
    otherwise then; empty when the line was only compared. A withdrawal has no values.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.CharField(_("assessment"), max_length=40)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    path = models.CharField(_("line"), max_length=120)
    values = models.JSONField(_("values"), null=True)
    changed = models.JSONField(_("changed"), default=list)
    # Of an item or component that the shipped file does not have; its corrections say so too.
    is_added = models.BooleanField(_("added"), default=False, db_default=False)
    withdraws = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="withdrawal"
    )
    source = models.CharField(_("where it is written"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    corrected_at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["scheme", "fiscal_year", "path"], name="catalogues_line"),
        ]
        constraints = [
            models.CheckConstraint(
                name="catalogues_values_or_withdrawal",
                condition=Q(values__isnull=False, withdraws__isnull=True)
                | Q(values__isnull=True, withdraws__isnull=False),
            ),
            models.CheckConstraint(
                name="catalogues_correction_has_source",
                condition=Q(withdraws__isnull=False) | ~Q(source=""),
            ),
            models.CheckConstraint(
                name="catalogues_withdrawal_has_reason",
                condition=Q(withdraws__isnull=True) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.path}"

    @property
    def is_in_force(self) -> bool:
        """Whether it corrects and was not withdrawn; of a line the newest such row counts."""
        return self.values is not None and not hasattr(self, "withdrawal")
