"""What the checks found: a run over a year or one item, and each address as it was last seen."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.disclosure.checking import Level, Outcome
from prongsai.disclosure.models.years import DisclosureYear

LEVELS = tuple(Level)


class CheckRun(models.Model):
    """A pass over the proofs of a year, or of one item when `item_code` names it."""

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        DONE = "done", _("Finished")
        STOPPED = "stopped", _("Interrupted")

    year = models.ForeignKey(DisclosureYear, on_delete=models.PROTECT, related_name="runs")
    item_code = models.CharField(max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)
    # A run whose worker died is taken up by another one when this lies some minutes back.
    beat_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=36, blank=True)
    # Workers that took it up since a place was last kept; each waits longer than the one before.
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    reason = models.CharField(_("reason"), max_length=100, blank=True, db_default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("run of the checks")
        verbose_name_plural = _("runs of the checks")
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=Q(state="running"), name="check_run_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="running", ended_at__isnull=True)
                | (~Q(state="running") & Q(ended_at__isnull=False)),
                name="check_run_ended_with_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def is_running(self) -> bool:
        """Whether a worker goes through it, or will."""
        return self.state == self.State.RUNNING


class Checked(models.Model):
    """What one run found at one place of a component. `is_current`: the newest look at it.

    `outcomes` are those of `checking` as JSON, `sha256` is of the bytes that were seen.
    """

    class Level(models.TextChoices):
        OK = "ok", _("Passed")
        UNKNOWN = "unknown", _("Not read")
        WARN = "warn", _("Worth a look")
        FAIL = "fail", _("Did not pass")

    run = models.ForeignKey(CheckRun, on_delete=models.CASCADE, related_name="checked")
    year = models.ForeignKey(DisclosureYear, on_delete=models.PROTECT, related_name="+")
    item_code = models.CharField(max_length=20)
    component = models.CharField(max_length=60)
    address = models.CharField(max_length=1000)
    level = models.CharField(_("result"), max_length=10, choices=Level)
    outcomes: "models.JSONField[list[dict[str, Any]]]" = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, blank=True)
    checked_at = models.DateTimeField(default=timezone.now)
    is_current = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("result of a check")
        verbose_name_plural = _("results of checks")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["year", "item_code"], name="checked_current", condition=Q(is_current=True)
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "item_code", "component", "address"], name="checked_once_a_run"
            ),
            models.UniqueConstraint(
                fields=["year", "item_code", "component", "address"],
                condition=Q(is_current=True),
                name="checked_one_is_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_code} · {self.address}"

    @property
    def findings(self) -> list[Outcome]:
        """What was found, the worst first."""
        found = [Outcome.from_json(kept) for kept in self.outcomes]
        return sorted(found, key=lambda one: LEVELS.index(one.level), reverse=True)
