"""Meetings, their agenda, what divisions file before them, and who came."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.evidence.models import Evidence
from prongsai.meetings.models.bodies import Body, BodyMember
from prongsai.organization.models import Division


class Meeting(models.Model):
    """One meeting. Its number is provisional until it begins, then it stays.

    Numbers run by calendar year, the council's within a session (สมัยสามัญ/วิสามัญ สมัยที่ …).
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        INVITED = "invited", _("Invited")
        RUNNING = "running", _("Under way")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    class Session(models.TextChoices):
        NONE = "", _("No session")
        ORDINARY = "ordinary", _("Ordinary session")
        EXTRAORDINARY = "extraordinary", _("Extraordinary session")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    year = models.PositiveSmallIntegerField(_("calendar year"))
    number = models.PositiveSmallIntegerField(_("number"))
    session = models.CharField(
        _("session"), max_length=20, choices=Session, default=Session.NONE, blank=True
    )
    session_number = models.PositiveSmallIntegerField(_("number of the session"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    began_at = models.DateTimeField(_("began"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200)
    notes = models.TextField(_("notes"), blank=True)
    documents = models.ManyToManyField(
        Evidence, blank=True, related_name="+", verbose_name=_("documents of the invitation")
    )
    # Counts changes of what an invitation says: calendars replace the older entry (RFC 5545).
    revision = models.PositiveSmallIntegerField(default=0, editable=False)
    invited_at = models.DateTimeField(null=True, blank=True)
    agenda_closed_at = models.DateTimeField(_("agenda closed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    is_imported = models.BooleanField(_("from before this program"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-id"]
        indexes = [
            models.Index(fields=["body", "-starts_at"], name="meeting_of_body"),
            models.Index(
                fields=["starts_at"],
                name="meeting_ahead",
                condition=Q(state__in=["planned", "invited", "running"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "session", "session_number", "number"],
                condition=Q(state__in=["running", "held"]),
                name="meeting_number_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
                name="meeting_cancelled_with_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(began_at__isnull=False, ended_at__isnull=False),
                name="meeting_held_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(session="", session_number=0)
                | (~Q(session="") & Q(session_number__gte=1)),
                name="meeting_session_has_its_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.label}"

    @property
    def label(self) -> str:
        """Number and year as they are said: 1/2568."""
        return f"{self.number}/{self.year}"

    @property
    def day(self) -> dt.date:
        """The day in Bangkok."""
        return timezone.localdate(self.starts_at)

    @property
    def is_ahead(self) -> bool:
        """Whether it has not begun and was not cancelled."""
        return self.state in (self.State.PLANNED, self.State.INVITED)

    @property
    def is_running(self) -> bool:
        """Whether people sit together now."""
        return self.state == self.State.RUNNING

    @property
    def is_held(self) -> bool:
        """Whether it took place and ended."""
        return self.state == self.State.HELD


class DivisionFiling(models.Model):
    """The four boxes of a division for a meeting; they become an item of its agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="filings")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    achievements = models.TextField(_("work done"), blank=True)
    problems = models.TextField(_("problems and obstacles"), blank=True)
    suggestions = models.TextField(_("suggestions"), blank=True)
    next_month = models.TextField(_("plan of the next month"), blank=True)
    version = models.PositiveIntegerField(default=1)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    filed_at = models.DateTimeField(_("filed"), default=timezone.now)

    class Meta:
        verbose_name = _("report of a division")
        verbose_name_plural = _("reports of divisions")
        ordering = ["division__order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "division"], name="filing_once_a_division")
        ]

    def __str__(self) -> str:
        return f"{self.division} · {self.meeting}"


class AgendaItem(models.Model):
    """A line of the agenda (ระเบียบวาระ): of the template, or below one of those."""

    class Part(models.TextChoices):
        """What a line of a template is for."""

        CHAIR = "chair", _("Announcements of the chair")
        ADOPTION = "adoption", _("Adoption of minutes")
        QUESTIONS = "questions", _("Questions")
        ARISING = "arising", _("Matters arising")
        CONSIDERED = "considered", _("Considered by committees")
        NEW = "new", _("Matters to decide")
        INFORMATION = "information", _("For information")
        OTHER = "other", _("Other matters")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    part = models.CharField(_("part"), max_length=20, choices=Part)
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=500)
    detail = models.TextField(_("details"), blank=True)
    presenter = models.CharField(_("presented by"), max_length=200, blank=True)
    division = models.ForeignKey(
        Division,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("division"),
    )
    is_standing = models.BooleanField(_("in every meeting"), default=False)
    is_late = models.BooleanField(_("handed in late"), default=False)
    is_confidential = models.BooleanField(_("confidential"), default=False)
    ground = models.CharField(_("legal ground"), max_length=300, blank=True)
    carried_over = models.ForeignKey(
        "meetings.Resolution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=_("resolution it follows up"),
    )
    filing = models.OneToOneField(
        DivisionFiling, on_delete=models.PROTECT, null=True, blank=True, related_name="item"
    )
    adopts = models.ForeignKey(
        "meetings.Minutes",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adoption_items",
        verbose_name=_("minutes it adopts"),
    )
    documents = models.ManyToManyField(
        Evidence, blank=True, related_name="+", verbose_name=_("documents")
    )

    class Meta:
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of agendas")
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["meeting", "parent", "order"], name="item_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "carried_over"], name="item_follows_up_once"
            ),
            models.UniqueConstraint(fields=["meeting", "adopts"], name="item_adopts_once"),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | ~Q(ground=""),
                name="item_confidential_has_its_ground",
            ),
        ]

    def __str__(self) -> str:
        # A confidential matter is not told to the log.
        return str(self.get_part_display()) if self.is_confidential else self.title


class Attendance(models.Model):
    """A person of a meeting, as written down when it was called: invited, seen, there or not."""

    class State(models.TextChoices):
        EXPECTED = "expected", _("Not recorded yet")
        PRESENT = "present", _("Present")
        SUBSTITUTE = "substitute", _("Sent somebody")
        ABSENT = "absent", _("Absent")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    # Empty: a guest (ผู้เข้าร่วมประชุม).
    member = models.ForeignKey(
        BodyMember, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meeting_attendances",
    )
    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("position"), max_length=300, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=BodyMember.Role, blank=True)
    is_counted = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    state = models.CharField(_("attendance"), max_length=12, choices=State, default=State.EXPECTED)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    substitute_name = models.CharField(_("who came instead"), max_length=200, blank=True)
    substitute_title = models.CharField(_("their position"), max_length=200, blank=True)
    is_presiding = models.BooleanField(_("presides"), default=False)
    invited_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(_("invitation read"), null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once_a_member"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(is_presiding=True), name="attendance_one_presides"
            ),
            models.CheckConstraint(
                condition=~Q(state="substitute") | ~Q(substitute_name=""),
                name="attendance_substitute_has_a_name",
            ),
            models.CheckConstraint(
                condition=~Q(state="absent") | ~Q(reason=""),
                name="attendance_absence_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_guest(self) -> bool:
        """Whether the person is no member of the body."""
        return self.member_id is None

    @property
    def is_there(self) -> bool:
        """Whether the seat is taken, by the member or by somebody in their place."""
        return self.state in (self.State.PRESENT, self.State.SUBSTITUTE)
