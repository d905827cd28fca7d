"""A document's way to its approval: chain, rounds, steps, and the acts of people.

What was submitted and done never changes: see the triggers in `migrations/0002_immutable.py`.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from prongsai.evidence.models import Evidence
from prongsai.organization.models import Position, Role

# Without letters and digits that are mistaken for one another when typed from paper.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def make_code() -> str:
    """A random code of 12 letters and digits (about 59 bits), printed beside the QR."""
    return get_random_string(12, CODE_LETTERS)


class StepKind(models.TextChoices):
    REPORT = "report", _("Reporter signs")
    OPINION = "opinion", _("Opinion")
    DECIDE = "decide", _("Decision")


class Chain(models.Model):
    """Who signs documents of a kind, as data; copied into each submission."""

    document_kind = models.CharField(max_length=60, unique=True)

    class Meta:
        verbose_name = _("chain of approval")
        verbose_name_plural = _("chains of approval")

    def __str__(self) -> str:
        from prongsai.approvals.registry import registry

        return str(registry.get(self.document_kind).label)


class ChainStep(models.Model):
    """One desk of a chain: a fixed position, or the position of a role (of the reporter's division)."""

    chain = models.ForeignKey(Chain, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=10, choices=StepKind)
    role = models.CharField(_("role"), max_length=30, choices=Role, blank=True)
    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("position"),
    )
    days = models.PositiveSmallIntegerField(_("working days to act"), default=3)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "order"],
                name="chain_order_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=~Q(role="") | Q(position__isnull=False), name="chain_step_names_a_desk"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.get_kind_display()}"


class Procedure(models.Model):
    """One document on its way: its number and date stay through all rounds and whatever the end."""

    class State(models.TextChoices):
        RUNNING = "running", _("Waiting for signatures")
        RETURNED = "returned", _("Returned for correction")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Not approved")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=12, unique=True, default=make_code)
    document_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    title = models.TextField(_("title"))
    # Empty until the last signature where a kind is numbered when it is signed.
    number = models.CharField(_("number"), max_length=60, blank=True)
    is_confidential = models.BooleanField(_("only for those who sign it"), default=False)
    dated_on = models.DateField(_("date"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)
    remark = models.TextField(_("reason"), blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(_("date of the last signature"), null=True, blank=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-started_at", "-id"]
        indexes = [
            models.Index(fields=["document_kind", "subject_id"], name="procedure_subject"),
            models.Index(
                fields=["started_at"], name="procedure_running", condition=Q(state="running")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document_kind", "subject_id"],
                condition=Q(state__in=["running", "returned"]),
                name="one_open_procedure_a_subject",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"]) | Q(ended_on__isnull=False),
                name="procedure_ended_with_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()[:300]

    @property
    def told_number(self) -> str:
        """The number as screens tell it: what is numbered when it is signed has none before."""
        if self.number:
            return self.number
        return str(_("not numbered yet") if self.is_open else _("no number given"))

    @property
    def told_title(self) -> str:
        """The title as notices and mail may carry it: a classified paper's stays inside."""
        return str(_("a classified paper")) if self.is_confidential else self.title

    @property
    def is_open(self) -> bool:
        """Whether it can still be approved."""
        return self.state in (self.State.RUNNING, self.State.RETURNED)


class Round(models.Model):
    """The exact text of one submission: canonical JSON and its SHA-256."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("round"))
    snapshot: "models.JSONField[dict[str, Any]]" = models.JSONField()
    sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="round_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.procedure.number} ({self.number})"


class Step(models.Model):
    """One desk of a round, copied from the chain. Who acts is resolved on the day of the act."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=10, choices=StepKind)
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    position_title = models.CharField(_("position"), max_length=200)
    days = models.PositiveSmallIntegerField(default=3)
    due_on = models.DateField(_("due"), null=True, blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["round", "order"], name="step_order_once")]

    def __str__(self) -> str:
        return f"{self.order}. {self.position_title}"


class Verdict(models.TextChoices):
    SIGNED = "signed", _("Signed")
    APPROVED = "approved", _("Approved as proposed")
    REFUSED = "refused", _("Not approved")
    RETURNED = "returned", _("Returned for correction")


class Act(models.Model):
    """What one person did at one desk, bound to the digest of what they read.

    Name and capacity are part of an official document (ระเบียบงานสารบรรณ; พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล
    ม.๓๓ leaves what a law makes us keep): erasing an account leaves them, and `sha256` valid.
    """

    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="act")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    opinion = models.TextField(_("opinion"), blank=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signer_name = models.CharField(_("name"), max_length=200)
    lines: "models.JSONField[list[str]]" = models.JSONField(_("capacity"), default=list)
    signed_on = models.DateField(_("date"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    is_on_paper = models.BooleanField(_("signed on paper"), default=False)
    scan = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    scan_sha256 = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the signed paper's file"
    )
    picture = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the signature's PNG"
    )
    digest = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["step__order"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict__in=["refused", "returned"]) | ~Q(opinion=""),
                name="refusal_gives_its_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step.position_title}: {self.get_verdict_display()}"
