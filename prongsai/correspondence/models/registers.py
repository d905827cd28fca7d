"""Registers of numbers, and sealed documents."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.approvals.models import Procedure
from prongsai.common.search import Searchable
from prongsai.correspondence.rules import write_number


class RegisterKind(models.TextChoices):
    """Each kind has its own row of numbers. Memos and letters share one: both bear code/number."""

    MEMO = "memo", _("Sent papers (memos and letters)")
    CIRCULAR = "circular", _("Circular letters")
    ORDER = "order", _("Orders")
    ANNOUNCEMENT = "announcement", _("Announcements")
    RECEIVED = "received", _("Received papers")


class Register(models.Model):
    """The numbers of one kind of paper, of one unit (its letter code), in one calendar year (พ.ศ.).

    ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖: numbers run by calendar year.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=RegisterKind)
    letter_code = models.CharField(_("letter code"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    last_number = models.PositiveIntegerField(_("last number given"), default=0)

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        ordering = ["-year", "letter_code", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "letter_code", "year"], name="register_once_a_unit_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter_code} · {self.year}"


class RegisterEntry(Searchable):
    """One number, given once and for ever; its fate is that of its document."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("number"))
    dated_on = models.DateField(_("date"))
    subject = models.TextField(_("subject"))
    is_classified = models.BooleanField(_("classified"), default=False)
    procedure = models.OneToOneField(
        Procedure, on_delete=models.PROTECT, null=True, blank=True, related_name="register_entry"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("entry of a register")
        verbose_name_plural = _("entries of registers")
        ordering = ["-number"]
        indexes = [GinIndex(fields=["words"], name="registerentry_words")]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="register_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="register_number_from_one"),
        ]

    def __str__(self) -> str:
        return self.written

    def searched_texts(self) -> tuple[str, str]:
        """Its number and, unless that is classified, its subject."""
        return self.written, "" if self.is_classified else self.subject

    @property
    def told_subject(self) -> str:
        """The subject as registers show it: that of a classified paper stays with its readers."""
        return str(_("a classified paper")) if self.is_classified else self.subject

    @property
    def written(self) -> str:
        """The number as documents write it, for example มค ๘๐๓๐๑/๗๖๘ or ๑๒๓/๒๕๖๙."""
        register = self.register
        return write_number(register.kind, register.letter_code, self.number, register.year)


class SealedDocument(models.Model):
    """The final PDF of an approved document: rendered once, signed, never changed."""

    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="sealed")
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    pages = models.PositiveIntegerField(_("pages"))
    certificate = models.CharField(_("fingerprint of the certificate"), max_length=64)
    sealed_at = models.DateTimeField(_("sealed"), default=timezone.now)

    class Meta:
        verbose_name = _("sealed document")
        verbose_name_plural = _("sealed documents")

    def __str__(self) -> str:
        return str(self.procedure)
