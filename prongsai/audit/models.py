"""What was done, by whom, chained by SHA-256 so that a changed row is found; and its checkpoints."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One act. The database refuses to change or delete a row, but lets personal data be erased.

    The actor is stored as id and label without a foreign key: the log outlives the account.
    """

    sequence = models.BigIntegerField(_("number"), unique=True)
    happened_at = models.DateTimeField(_("time"))
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(_("person"), max_length=200, blank=True)
    event = models.CharField(_("event"), max_length=100)
    target_type = models.CharField(max_length=100, blank=True)
    target_id = models.CharField(max_length=64, blank=True)
    target_label = models.CharField(_("subject"), max_length=300, blank=True)
    data: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    commitments: "models.JSONField[dict[str, str]]" = models.JSONField(default=dict)
    salts: "models.JSONField[dict[str, str]]" = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-sequence"]
        indexes = [
            models.Index(fields=["target_type", "target_id"], name="audit_target"),
            models.Index(fields=["event"], name="audit_event"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.event}"

    def as_row(self) -> dict[str, Any]:
        """The row as plain JSON values, as it is hashed and checked."""
        names = [f.attname for f in self._meta.concrete_fields if f.attname != "id"]
        row = {name: getattr(self, name) for name in names}
        return row | {"happened_at": self.happened_at.isoformat()}


class Checkpoint(models.Model):
    """A signed statement of how far the log reached and what its hash was; published."""

    sequence = models.BigIntegerField(_("number"), unique=True)
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made"))
    text: "models.JSONField[dict[str, Any]]" = models.JSONField()

    class Meta:
        verbose_name = _("checkpoint of the log")
        verbose_name_plural = _("checkpoints of the log")
        ordering = ["-sequence"]

    def __str__(self) -> str:
        return str(self.sequence)
