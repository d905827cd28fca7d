"""Official papers: what is written, about what, to whom, and what it does to earlier papers."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.common.search import Searchable
from prongsai.correspondence import rules
from prongsai.evidence.models import Evidence
from prongsai.organization.models import Division


class PaperKind(models.TextChoices):
    MEMO = rules.MEMO, _("Memo")
    LETTER = rules.LETTER, _("External letter")
    ORDER = rules.ORDER, _("Official order")
    ANNOUNCEMENT = rules.ANNOUNCEMENT, _("Announcement")
    CIRCULAR = rules.CIRCULAR, _("Circular letter")
    CERTIFICATE = rules.CERTIFICATE, _("Certificate")
    REPORT = rules.REPORT, _("Report")


class Secrecy(models.TextChoices):
    NORMAL = rules.NORMAL, _("Not classified")
    CONFIDENTIAL = rules.CONFIDENTIAL, _("Confidential")
    SECRET = rules.SECRET, _("Secret")
    TOP_SECRET = rules.TOP_SECRET, _("Top secret")


class Urgency(models.TextChoices):
    NORMAL = rules.NORMAL, _("Not urgent")
    URGENT = rules.URGENT, _("Urgent")
    VERY_URGENT = rules.VERY_URGENT, _("Very urgent")
    MOST_URGENT = rules.MOST_URGENT, _("Most urgent")


class Language(models.TextChoices):
    THAI = "th", _("Thai")
    ENGLISH = "en", _("English")


class Paper(Searchable):
    """One official paper from its first draft on; its number and date are those of its procedure.

    The text is plain: an empty line parts paragraphs, a line that begins with a number or a dash is
    an item. What was submitted never changes: see `migrations/…_papers_immutable.py`.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waiting for signatures")
        RETURNED = "returned", _("Returned for correction")
        ISSUED = "issued", _("Issued")
        REFUSED = "refused", _("Not approved")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind)
    class_code = models.CharField(_("class"), max_length=60, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.THAI
    )
    subject = models.CharField(_("subject"), max_length=500)
    to = models.CharField(_("addressed to"), max_length=300, blank=True)
    body = models.TextField(_("text"))
    secrecy = models.CharField(
        _("secrecy"), max_length=20, choices=Secrecy, default=Secrecy.NORMAL, blank=True
    )
    urgency = models.CharField(
        _("urgency"), max_length=20, choices=Urgency, default=Urgency.NORMAL, blank=True
    )
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="papers", verbose_name=_("division")
    )
    template = models.ForeignKey(
        "PaperTemplate", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["-created_at", "-id"]
        indexes = [
            GinIndex(fields=["words"], name="paper_words"),
            models.Index(fields=["-created_at", "-id"], name="paper_newest"),
            models.Index(fields=["kind", "-created_at"], name="paper_by_kind"),
            models.Index(
                fields=["-published_at", "-id"],
                name="paper_public_newest",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(
                fields=["kind", "class_code", "fiscal_year"],
                name="paper_issued_of_class",
                condition=Q(state="issued"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state="issued", secrecy=""),
                name="paper_public_is_issued_and_open",
            ),
            models.CheckConstraint(
                condition=~Q(secrecy=rules.TOP_SECRET), name="paper_top_secret_stays_on_paper"
            ),
        ]

    def searched_texts(self) -> tuple[str, ...]:
        """Its number once it has one, subject, whom it addresses, and its text."""
        from prongsai.correspondence.papers.queries import find_procedure

        procedure = find_procedure(self)
        return (procedure.number if procedure else "", self.subject, self.to, self.body)

    def __str__(self) -> str:
        return self.subject

    @property
    def is_open(self) -> bool:
        """Whether its text can still be changed."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class PaperLink(models.Model):
    """What a paper says about an earlier one; `text` when that one is not in the program."""

    class Relation(models.TextChoices):
        REFERS = "refers", _("Refers to")
        REPLACES = "replaces", _("Replaces")
        REPEALS = "repeals", _("Repeals")
        AMENDS = "amends", _("Amends")

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="links")
    relation = models.CharField(_("relation"), max_length=10, choices=Relation)
    target = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="linked_from"
    )
    text = models.CharField(_("paper"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=False) | ~Q(text=""), name="paper_link_names_a_paper"
            )
        ]

    def __str__(self) -> str:
        return self.text or str(self.target)


class PaperAttachment(models.Model):
    """A file that goes with a paper, in its order."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="attachments")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["paper", "evidence"], name="attached_once")]

    def __str__(self) -> str:
        return str(self.evidence)


class PaperTemplate(models.Model):
    """A DOCX of the office's own with placeholders; the newest file of a name is used."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind)
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    is_active = models.BooleanField(_("in use"), default=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("own template")
        verbose_name_plural = _("own templates")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
