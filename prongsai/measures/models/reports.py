"""The annual report as it was handed in, and its wording."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.approvals.models import Procedure
from prongsai.evidence.models import Evidence
from prongsai.measures.models.plans import Plan


class AnnualReport(models.Model):
    """A report handed in: its content is frozen when it leaves the officer's desk."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for the decision")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned for correction")
        REFUSED = "refused", _("Not approved")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reports")
    as_of = models.DateField(_("as of"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    procedure = models.OneToOneField(
        Procedure, on_delete=models.PROTECT, null=True, blank=True, related_name="annual_report"
    )
    snapshot: "models.JSONField[dict[str, Any]]" = models.JSONField()
    sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(default=timezone.now)
    memo_number = models.CharField(_("number of the memo"), max_length=60, blank=True)
    memo_date = models.DateField(_("date of the memo"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=300, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    scan = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        ordering = ["-submitted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "as_of"],
                condition=~Q(state__in=["returned", "refused", "withdrawn"]),
                name="one_report_a_plan_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (~Q(memo_number="") & Q(memo_date__isnull=False) & Q(decided_on__isnull=False)),
                name="report_approved_with_number_and_date",
            ),
        ]

    @property
    def is_ended(self) -> bool:
        """Whether it was refused or withdrawn: another report may take its place."""
        return self.state in (self.State.REFUSED, self.State.WITHDRAWN)

    def __str__(self) -> str:
        return str(_("Report of fiscal year %(year)s") % {"year": self.plan.fiscal_year})


class ReportWording(models.Model):
    """A text of the cover memo or the introduction that this office words in its own way."""

    key = models.CharField(max_length=60, unique=True)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("wording of the report")
        verbose_name_plural = _("wordings of the report")

    def __str__(self) -> str:
        return self.key
