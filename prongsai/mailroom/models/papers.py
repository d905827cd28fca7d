"""Received papers with their files, the minutes at the desks, and who has to do what."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.common.search import Searchable
from prongsai.correspondence import rules as papers
from prongsai.correspondence.models import RegisterEntry, Secrecy, Urgency
from prongsai.evidence.models import Evidence
from prongsai.organization.models import Division, Position


class ReceivedPaper(Searchable):
    """One line of the register of received papers (ทะเบียนหนังสือรับ) and what became of it.

    Its name in the log is its number: a subject may be classified.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("Received, not assigned")
        ASSIGNED = "assigned", _("With the divisions")
        DONE = "done", _("Done")
        DESTROYED = "destroyed", _("Destroyed")

    class Origin(models.TextChoices):
        UPLOAD = "upload", _("Paper, scanned or as a file")
        PHOTO = "photo", _("Paper, photographed")
        MAIL = "mail", _("E-mail")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.OneToOneField(
        RegisterEntry, on_delete=models.PROTECT, related_name="received_paper"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    origin = models.CharField(_("how it came"), max_length=10, choices=Origin)
    sender = models.CharField(_("from"), max_length=300)
    sender_number = models.CharField(_("their number"), max_length=100, blank=True)
    sender_dated_on = models.DateField(_("dated"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=500)
    to = models.CharField(_("addressed to"), max_length=300)
    secrecy = models.CharField(
        _("secrecy"), max_length=20, choices=Secrecy, default=Secrecy.NORMAL, blank=True
    )
    urgency = models.CharField(
        _("urgency"), max_length=20, choices=Urgency, default=Urgency.NORMAL, blank=True
    )
    retention = models.CharField(_("keeping"), max_length=40)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    due_on = models.DateField(_("due"), null=True, blank=True)
    sender_key = models.CharField(max_length=420, editable=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("received paper")
        verbose_name_plural = _("received papers")
        ordering = ["-year", "-number"]
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["state", "-year", "-number"], name="received_by_state"),
            models.Index(fields=["due_on"], name="received_due", condition=Q(due_on__isnull=False)),
            models.Index(fields=["sender_key"], name="received_same_sender_number"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="received_number_once")
        ]

    def searched_texts(self) -> list[str]:
        """Its line, and the text of its PDF files."""
        from prongsai.mailroom.services.receiving import searched_texts

        return searched_texts(self)

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def is_classified(self) -> bool:
        """Whether only some people may read it."""
        return papers.is_classified(self.secrecy)

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.state in (self.State.RECEIVED, self.State.ASSIGNED)


class ReceivedFile(models.Model):
    """One file of a paper in its order; name and digest stay when the file was destroyed."""

    paper = models.ForeignKey(ReceivedPaper, on_delete=models.PROTECT, related_name="files")
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("file of a received paper")
        verbose_name_plural = _("files of received papers")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "order"], name="received_file_order_once")
        ]

    def __str__(self) -> str:
        return f"{self.paper}-{self.order}"


class HeldFile(models.Model):
    """A file that came with a form that was refused: nobody photographs the pages twice."""

    token = models.UUIDField(db_index=True)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file kept for a form")
        verbose_name_plural = _("files kept for a form")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.token)


class Minute(models.Model):
    """What a person wrote on the paper at a desk (เกษียน), in which capacity; never changed.

    See `migrations/…_immutable.py`.
    """

    paper = models.ForeignKey(ReceivedPaper, on_delete=models.PROTECT, related_name="minutes")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(_("name"), max_length=200)
    lines = models.JSONField(_("capacity"))
    text = models.TextField(_("minute"))
    forwarded_to = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closes = models.BooleanField(_("nothing further to do"), default=False)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("minute")
        verbose_name_plural = _("minutes")
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.author_name} · {self.paper}"


class Desk(models.Model):
    """A position the paper was forwarded to; closed by that position's minute."""

    paper = models.ForeignKey(ReceivedPaper, on_delete=models.PROTECT, related_name="desks")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("desk of a paper")
        verbose_name_plural = _("desks of papers")
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "position"],
                condition=Q(closed_at__isnull=True),
                name="desk_open_once",
            )
        ]
        indexes = [
            models.Index(fields=["position"], name="desk_open", condition=Q(closed_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.position} · {self.paper}"


class Assignment(models.Model):
    """What a division has to do about a paper, by when, and what it did."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Not accepted yet")
        ACCEPTED = "accepted", _("Being worked on")
        DONE = "done", _("Done")

    paper = models.ForeignKey(ReceivedPaper, on_delete=models.PROTECT, related_name="assignments")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    instruction = models.CharField(_("what to do"), max_length=500, blank=True)
    due_on = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField(default=timezone.now)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(_("result"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["assigned_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "division"], name="assigned_once_a_division"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False),
                name="assignment_done_has_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["division", "due_on"],
                name="assignment_open",
                condition=~Q(state="done"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.division} · {self.paper}"

    @property
    def is_open(self) -> bool:
        """Whether the division still has to act."""
        return self.state != self.State.DONE
