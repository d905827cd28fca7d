"""Pictures and documents of the website."""

import hashlib
import secrets
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

ORIGINALS, PICTURES = "originals", "pictures"


class SiteImage(AbstractImage):
    """A picture; `description` tells those who can't see it what it shows."""

    is_decorative = models.BooleanField(
        _("only decorates"),
        default=False,
        help_text=_("It tells nothing that the text does not; it is not read aloud."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        *Image.admin_form_fields[2:],
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        """What is read aloud: its description, nothing where it only decorates."""
        return "" if self.is_decorative else self.description or self.title

    def get_upload_to(self, filename: str) -> str:
        """Under a name that nobody guesses: originals are never public."""
        return f"{ORIGINALS}/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()}"

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> Any:
        """A size that a page shows; the file that it was drawn in is closed, which Wagtail forgets."""
        with super().generate_rendition_file(filter, source=source) as drawn:
            drawn.seek(0)
            return ContentFile(drawn.read(), name=drawn.name)


class SiteRendition(AbstractRendition):
    """A picture in a size that a page shows."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        # Each time a picture is fetched its row says whose it is.
        indexes = [models.Index(fields=["file"], name="website_rendition_file")]

    @property
    def url(self) -> str:
        """Its public address, which changes with its content and so may be kept for ever."""
        return reverse("public_picture", args=[PurePath(self.file.name).name])

    def get_upload_to(self, filename: str) -> str:
        """By the digest of the original and of how it is cut; the storage tells apart what is the same."""
        made = f"{self.image.get_file_hash()} {self.filter_spec} {self.focal_point_key}"
        digest = hashlib.sha256(made.encode()).hexdigest()[:32]
        return f"{PICTURES}/{digest}{PurePath(filename).suffix.lower()}"


class DocumentKind(models.TextChoices):
    """Under which heading the library of documents shows one; what local governments publish."""

    FORM = "form", _("Forms")
    MANUAL = "manual", _("Manuals")
    PLAN = "plan", _("Plans")
    REPORT = "report", _("Reports and statistics")
    BUDGET = "budget", _("Budget and finance")
    PROCUREMENT = "procurement", _("Procurement")
    PERSONNEL = "personnel", _("Personnel")
    LAW = "law", _("Ordinances and regulations")
    ANNOUNCEMENT = "announcement", _("Announcements")
    OTHER = "other", _("Other documents")


class SiteDocument(AbstractDocument):
    """A file that pages offer, with the text that search finds in it."""

    class Reading(models.TextChoices):
        """What came of reading it in the background."""

        WAITING = "waiting", _("not read yet")
        READ = "read", _("can be read and searched")
        PICTURES = "pictures", _("only pictures of pages: it can't be searched or read aloud")
        PARTLY = "partly", _("some pages are pictures only")
        GARBLED = "garbled", _("its letters are garbled")
        CLOSED = "closed", _("damaged or locked with a password")
        NONE = "none", _("has no text")

    text = models.TextField(blank=True, editable=False)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"), null=True, blank=True)
    reading = models.CharField(
        max_length=10, choices=Reading, default=Reading.WAITING, editable=False
    )
    set_aside = models.CharField(
        _("why it stays as it is"), max_length=300, blank=True, editable=False
    )

    kind = models.CharField(
        _("kind of document"),
        max_length=20,
        choices=DocumentKind,
        blank=True,
        db_index=True,
        help_text=_("Empty: it is not listed in the library of documents."),
    )

    admin_form_fields = (*Document.admin_form_fields, "kind", "fiscal_year")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def url(self) -> str:
        """Where it is opened."""
        return reverse("public_document", args=[self.pk, self.filename])

    @property
    def has_warning(self) -> bool:
        """Whether somebody should make it anew, and nobody said why it stays."""
        return self.reading in WARNINGS and not self.set_aside

    @property
    def warning(self) -> str:
        """What is wrong with it, for whom it concerns."""
        told = _("The document “%(title)s”: %(problem)s.")
        return str(told) % {"title": self.title, "problem": self.get_reading_display()}

    def _set_document_file_metadata(self) -> Any:
        super()._set_document_file_metadata()
        self.text, self.reading, self.set_aside = "", self.Reading.WAITING, ""


WARNINGS = (
    SiteDocument.Reading.PICTURES,
    SiteDocument.Reading.PARTLY,
    SiteDocument.Reading.GARBLED,
    SiteDocument.Reading.CLOSED,
)
