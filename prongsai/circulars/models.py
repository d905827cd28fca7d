"""Tables of circulars: what was circulated, to whom, who acknowledged which version and how.

What was circulated and acknowledged never changes: see `migrations/0002_immutable.py`.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.circulars.rules import Question
from prongsai.correspondence.models import Paper
from prongsai.evidence.models import Evidence
from prongsai.organization.models import Division


class Circulation(models.Model):
    """One version of a document on its way to the people who must have read it."""

    class Kind(models.TextChoices):
        PAPER = "paper", _("Paper of this program")
        FILE = "file", _("File")
        LINK = "link", _("Link")

    class State(models.TextChoices):
        OPEN = "open", _("Circulating")
        CLOSED = "closed", _("Closed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="circulations"
    )
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="circulations"
    )
    version_number = models.PositiveSmallIntegerField(_("version"), null=True, blank=True)
    link = models.URLField(_("link"), max_length=1000, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of exactly what is read")
    class_code = models.CharField(_("class"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=300)
    message = models.TextField(_("message"), blank=True)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    # Empty: a circular of the whole organisation; else that of a division, led by its head.
    division = models.ForeignKey(
        Division,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("division"),
    )
    due_on = models.DateField(_("deadline"))
    questions: "models.JSONField[list[dict[str, Any]]]" = models.JSONField(
        _("questions"), default=list, blank=True
    )
    pass_mark = models.PositiveSmallIntegerField(_("pass mark in percent"), default=0)
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts allowed"), default=0)
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successor"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("circular")
        verbose_name_plural = _("circulars")
        ordering = ["-started_at", "-id"]
        indexes = [
            models.Index(fields=["fiscal_year", "-started_at"], name="circulation_of_year"),
            models.Index(fields=["due_on"], name="circulation_open", condition=Q(state="open")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="paper", paper__isnull=False, evidence__isnull=True, link="")
                | Q(
                    kind="file",
                    paper__isnull=True,
                    evidence__isnull=False,
                    version_number__isnull=False,
                    link="",
                )
                | (Q(kind="link", paper__isnull=True, evidence__isnull=True) & ~Q(link="")),
                name="circulation_has_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | Q(state="closed", closed_at__isnull=False),
                name="circulation_closed_with_a_time",
            ),
            models.CheckConstraint(
                condition=Q(pass_mark__lte=100), name="circulation_pass_mark_in_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it can be acknowledged."""
        return self.state == self.State.OPEN

    @property
    def asked(self) -> list[Question]:
        """The questions to answer before acknowledging."""
        return [Question.from_json(value) for value in self.questions]


class Sheet(models.Model):
    """A printed signature sheet that came back: its photos, and who counted it."""

    circulation = models.ForeignKey(Circulation, on_delete=models.PROTECT, related_name="sheets")
    photos = models.ManyToManyField(Evidence, related_name="+", verbose_name=_("photos"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("signature sheet")
        verbose_name_plural = _("signature sheets")
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return f"{self.circulation} ({self.pk})"


class Recipient(models.Model):
    """One person of a circular as they were when it began: name, division, position."""

    class Method(models.TextChoices):
        ACCOUNT = "account", _("in the program")
        LINK = "link", _("by personal link")
        SHEET = "sheet", _("on the signature sheet")

    circulation = models.ForeignKey(
        Circulation, on_delete=models.PROTECT, related_name="recipients"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="circulars",
    )
    name = models.CharField(_("name"), max_length=200)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    division_name = models.CharField(_("division"), max_length=200, blank=True)
    position_title = models.CharField(_("position"), max_length=200, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    acknowledged_at = models.DateTimeField(_("recorded"), null=True, blank=True)
    acknowledged_on = models.DateField(_("acknowledged"), null=True, blank=True)
    method = models.CharField(_("how"), max_length=10, choices=Method, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    sheet = models.ForeignKey(
        Sheet, on_delete=models.PROTECT, null=True, blank=True, related_name="recipients"
    )
    exempted_at = models.DateTimeField(_("exempted"), null=True, blank=True)
    exempted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    exemption_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        ordering = ["division_name", "id"]
        indexes = [
            models.Index(
                fields=["user"],
                name="recipient_waiting",
                condition=Q(acknowledged_at__isnull=True, exempted_at__isnull=True),
            ),
            models.Index(
                fields=["digest"],
                name="recipient_of_version",
                condition=Q(acknowledged_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["circulation", "user"], name="recipient_account_once"),
            models.UniqueConstraint(
                fields=["circulation", "name", "division_name", "position_title"],
                condition=Q(user__isnull=True),
                name="recipient_name_once",
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="recipient_token_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    acknowledged_at__isnull=True,
                    acknowledged_on__isnull=True,
                    method="",
                    digest="",
                    sheet__isnull=True,
                )
                | (
                    Q(
                        acknowledged_at__isnull=False,
                        acknowledged_on__isnull=False,
                        exempted_at__isnull=True,
                    )
                    & ~Q(digest="")
                    & (
                        Q(method="sheet", sheet__isnull=False)
                        | Q(method="account", user__isnull=False, opened_at__isnull=False)
                        | Q(method="link", user__isnull=True, opened_at__isnull=False)
                    )
                ),
                name="recipient_acknowledged_wholly",
            ),
            models.CheckConstraint(
                condition=Q(exempted_at__isnull=True, exemption_reason="")
                | (Q(exempted_at__isnull=False) & ~Q(exemption_reason="")),
                name="recipient_exempted_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        """Whether the person still has to acknowledge."""
        return self.acknowledged_at is None and self.exempted_at is None


class LinkUse(models.Model):
    """How often something was tried within ten minutes; `key` is a keyed digest, no address."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.key
