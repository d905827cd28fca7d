"""Pictures and documents of the website."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class SiteImage(AbstractImage):
    """A picture; `description` tells those who can't see it what it shows."""

    admin_form_fields = (*Image.admin_form_fields, "description")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class SiteRendition(AbstractRendition):
    """A picture in a size that a page shows."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


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

    text = models.TextField(blank=True, editable=False)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"), null=True, blank=True)

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
