"""Requests to the divisions, and warnings that were answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.measures.models.plans import Plan
from prongsai.organization.models import Division


class DataRequest(models.Model):
    """One request to one division for the missing cells of a plan."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="requests")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="data_requests")
    message = models.TextField(_("text"))
    due_on = models.DateField(_("answer by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(_("remark of the division"), blank=True)

    class Meta:
        verbose_name = _("request for data")
        verbose_name_plural = _("requests for data")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "division"],
                condition=Q(state="open"),
                name="one_open_request_a_division",
            )
        ]

    def __str__(self) -> str:
        return f"{self.division} · {self.plan.fiscal_year}"


class CheckDismissal(models.Model):
    """An officer's answer to a warning, so that it does not nag twice."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="dismissals")
    fingerprint = models.CharField(max_length=64)
    code = models.CharField(max_length=60)
    reason = models.TextField(_("reason"))
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    dismissed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("dismissed warning")
        verbose_name_plural = _("dismissed warnings")
        constraints = [
            models.UniqueConstraint(fields=["plan", "fingerprint"], name="warning_dismissed_once")
        ]

    def __str__(self) -> str:
        return self.code
