"""What was handed over, destroyed, or written as an archive."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.mailroom.models.papers import ReceivedPaper


class Handover(models.Model):
    """Open work that went from one position or division to another, as a list of that day."""

    from_name = models.CharField(_("from"), max_length=200)
    to_name = models.CharField(_("to"), max_length=200)
    reason = models.CharField(_("reason"), max_length=300)
    papers = models.ManyToManyField(ReceivedPaper, related_name="+", verbose_name=_("papers"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.from_name} → {self.to_name}"


class Destruction(models.Model):
    """Papers whose files were destroyed by an order; their lines in the register stay."""

    order_number = models.CharField(_("number of the order"), max_length=100)
    ordered_on = models.DateField(_("date of the order"))
    year = models.PositiveSmallIntegerField(_("year"))
    papers = models.ManyToManyField(ReceivedPaper, related_name="destructions")
    files = models.PositiveIntegerField(_("files"), default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("destruction")
        verbose_name_plural = _("destructions")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.order_number


class ArchiveExport(models.Model):
    """A year of the register as an archive, made in the background for one person; kept a week."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    year = models.PositiveSmallIntegerField(_("year"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    ready_at = models.DateTimeField(null=True, blank=True)
    papers = models.PositiveIntegerField(_("papers"), default=0)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("archive of a year")
        verbose_name_plural = _("archives of years")
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return str(self.year)
