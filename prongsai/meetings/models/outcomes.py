"""What a meeting said and decided: notes, votes, resolutions and their progress, concerns."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.evidence.models import Evidence
from prongsai.meetings.models.meetings import AgendaItem, Attendance, DivisionFiling, Meeting
from prongsai.organization.models import Division, Position


class ItemNote(models.Model):
    """What was said about an item. `version` counts saves, so that nobody overwrites a colleague."""

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="note")
    text = models.TextField(_("note"), blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("note of an item")
        verbose_name_plural = _("notes of items")

    def __str__(self) -> str:
        return f"{self.item} · {self.version}"


class Vote(models.Model):
    """A vote on an item, counted or by name; when it is even the chair decides."""

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="vote")
    is_by_name = models.BooleanField(_("by name"), default=False)
    yes = models.PositiveSmallIntegerField(_("in favour"), default=0)
    no = models.PositiveSmallIntegerField(_("against"), default=0)
    abstain = models.PositiveSmallIntegerField(_("abstained"), default=0)
    # Empty unless yes and no were even.
    casting = models.CharField(_("casting vote of the chair"), max_length=3, blank=True)
    is_carried = models.BooleanField(_("carried"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.CheckConstraint(condition=Q(casting__in=["", "yes", "no"]), name="vote_casting")
        ]

    def __str__(self) -> str:
        return f"{self.yes}:{self.no}:{self.abstain}"


class Ballot(models.Model):
    """How one person voted in a vote by name."""

    class Choice(models.TextChoices):
        YES = "yes", _("in favour")
        NO = "no", _("against")
        ABSTAIN = "abstain", _("abstained")

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(_("vote"), max_length=7, choices=Choice)

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ["attendance__order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "attendance"], name="ballot_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.attendance} · {self.choice}"


class Resolution(models.Model):
    """What the meeting resolved (มติที่ประชุม); followed to its end when somebody has to act."""

    class State(models.TextChoices):
        NOTED = "noted", _("Nothing to do")
        OPEN = "open", _("To be done")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("No longer needed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="resolutions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="resolutions")
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("resolution"))
    owner = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who acts"),
    )
    division = models.ForeignKey(
        Division,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("division"),
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NOTED)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_note = models.CharField(_("how it ended"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ["meeting__starts_at", "order", "id"]
        indexes = [
            models.Index(fields=["due_on"], name="resolution_open", condition=Q(state="open")),
            models.Index(
                fields=["division"], name="resolution_of_division", condition=Q(state="open")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="open")
                | (Q(due_on__isnull=False) & (Q(owner__isnull=False) | Q(division__isnull=False))),
                name="resolution_open_has_owner_and_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "dropped"], closed_at__isnull=False)
                | (Q(state__in=["noted", "open"]) & Q(closed_at__isnull=True)),
                name="resolution_closed_with_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.order}"

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.state == self.State.OPEN


class Progress(models.Model):
    """What was done for a resolution, with its proofs."""

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="progress")
    text = models.TextField(_("what was done"))
    evidence = models.ManyToManyField(
        Evidence, blank=True, related_name="+", verbose_name=_("evidence")
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("progress of a resolution")
        verbose_name_plural = _("progress of resolutions")
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return str(self.resolution)


class Concern(models.Model):
    """A problem or a suggestion raised in a meeting or filed before it."""

    class Kind(models.TextChoices):
        PROBLEM = "problem", _("Problem")
        SUGGESTION = "suggestion", _("Suggestion")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="concerns")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    filing = models.ForeignKey(
        DivisionFiling, on_delete=models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.TextField(_("text"))
    division = models.ForeignKey(
        Division,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("division"),
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    raised_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("problem or suggestion")
        verbose_name_plural = _("problems and suggestions")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "kind"],
                condition=Q(filing__isnull=False),
                name="concern_once_a_box",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
