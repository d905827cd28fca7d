"""One proof is one row with versions; what it proves is said by the apps above."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.organization.models import Division


class EvidenceKind(models.TextChoices):
    FILE = "file", _("File")
    LINK = "link", _("Link")
    RECORD = "record", _("Record of this program")


class Evidence(models.Model):
    """Something that proves work: a file, a link, or a register's record of a year."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=EvidenceKind)
    title = models.CharField(_("title"), max_length=300)
    link = models.URLField(_("link"), max_length=1000, blank=True)
    source_code = models.CharField(_("register"), max_length=60, blank=True)
    source_year = models.PositiveSmallIntegerField(_("fiscal year"), null=True, blank=True)
    effective_on = models.DateField(
        _("date of the document"),
        null=True,
        blank=True,
        help_text=_("The date written on the document, not the day of the upload."),
    )
    owner = models.ForeignKey(
        Division,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("division that owns it"),
    )
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Shown on the public page and in the report.")
    )
    # Files of papers: who may see them is said by the app that keeps them, not by this one.
    is_reserved = models.BooleanField(default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(kind="link") | ~Q(link=""))
                & (~Q(kind="record") | ~Q(source_code="")),
                name="evidence_kind_has_its_content",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(is_reserved=False),
                name="evidence_reserved_is_not_public",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EvidenceVersion(models.Model):
    """One stored file of a proof. The bytes lie in FILES_DIR under their SHA-256."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("type"), max_length=100)
    file_name = models.CharField(_("file name"), max_length=200)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of a file")
        verbose_name_plural = _("versions of files")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "number"], name="evidence_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence} ({self.number})"

    @property
    def is_image(self) -> bool:
        """Whether a browser and the report can show it as a picture."""
        return self.media_type in {"image/jpeg", "image/png"}
