"""What was published: frozen versions of plan and report."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.approvals.models import Procedure
from prongsai.measures.models.plans import Plan


class Publication(models.Model):
    """One version of the public page of a plan or of its report; it never changes.

    `files` names the files that belong to it: {"report.pdf": {"sha256", "size", "type"}}.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("Plan")
        REPORT = "report", _("Annual report")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    version = models.PositiveIntegerField(_("version"))
    snapshot: "models.JSONField[dict[str, Any]]" = models.JSONField()
    sha256 = models.CharField(max_length=64)
    files: "models.JSONField[dict[str, dict[str, Any]]]" = models.JSONField(default=dict)
    procedure = models.ForeignKey(
        Procedure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), default=timezone.now)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "version"], name="publication_version_once"
            )
        ]

    @property
    def listed_files(self) -> "list[tuple[str, str, dict[str, Any]]]":
        """Name, what it is in words, and facts of each file: what people read first, data last."""
        order = {"pdf": 0, "jpg": 1, "png": 1, "docx": 2, "xlsx": 3}
        rows = [(name, self._words(name), facts) for name, facts in self.files.items()]
        return sorted(rows, key=lambda row: (order.get(row[0].rpartition(".")[2], 9), row[0]))

    def _words(self, name: str) -> str:
        stem, _dot, kind = name.rpartition(".")
        _before, is_scan, number = stem.rpartition("-signed-")
        if is_scan:
            return str(_("Scan of the signed paper")) + f" {number}"
        if kind == "pdf" and self.procedure_id is not None:
            return str(_("Sealed document (PDF)"))
        return {"docx": "Word (DOCX)", "xlsx": "Excel (XLSX)"}.get(kind, kind.upper())

    def __str__(self) -> str:
        return f"{self.plan} · {self.get_kind_display()} {self.version}"
