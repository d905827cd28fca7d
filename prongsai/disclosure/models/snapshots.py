"""What was public on a day, frozen: it never changes (`migrations/0002_immutable.py`)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.approvals.models import make_code
from prongsai.disclosure.models.years import DisclosureYear


class Snapshot(models.Model):
    """The public page of a year with its addresses and digests, as it was at a moment.

    `content` is what `/ita/<year>/items.json` said, each place with the digest of what it showed,
    and `files` {name: {"sha256", "size", "type"}} that are kept here; `sha256` is the digest of the
    content's canonical JSON.
    """

    class Kind(models.TextChoices):
        SUBMISSION = "submission", _("At the submission")
        APPEAL = "appeal", _("After the clarification")
        OTHER = "other", _("Another day")

    year = models.ForeignKey(DisclosureYear, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("occasion"), max_length=12, choices=Kind)
    note = models.CharField(_("note"), max_length=300, blank=True)
    content: "models.JSONField[dict[str, Any]]" = models.JSONField()
    sha256 = models.CharField(max_length=64)
    code = models.CharField(_("code"), max_length=12, unique=True, default=make_code)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(_("taken"), default=timezone.now)

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="snapshot_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.get_kind_display()} ({self.number})"


class SnapshotSeal(models.Model):
    """The sealed PDF of a snapshot. The missing row says what is still to do."""

    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="seal")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(_("pages"))
    certificate = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("sealed snapshot")
        verbose_name_plural = _("sealed snapshots")

    def __str__(self) -> str:
        return str(self.snapshot)
