"""Who meets: bodies with their rules, and their members by position, account or name."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.organization.models import ASCII_CODE, Position


class Body(models.Model):
    """A group that meets: staff, executives, the council, a committee.

    Its agenda comes from the template of its kind in `catalogue.yaml`.
    """

    class Kind(models.TextChoices):
        STAFF = "staff", _("Monthly staff meeting")
        EXECUTIVE = "executive", _("Executive meeting")
        COUNCIL = "council", _("Council")
        COMMITTEE = "committee", _("Committee")

    class Quorum(models.TextChoices):
        NONE = "none", _("No quorum")
        THIRD = "third", _("At least a third")
        HALF = "half", _("At least half")
        MORE_THAN_HALF = "more-than-half", _("More than half")
        TWO_THIRDS = "two-thirds", _("At least two thirds")
        NUMBER = "number", _("A fixed number")

    class DayRule(models.TextChoices):
        DATE = "date", _("The same date each month")
        WEEKDAY = "weekday", _("The same weekday each month")

    code = models.CharField(_("code"), max_length=40, unique=True, validators=[ASCII_CODE])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(
        _("name"),
        max_length=200,
        unique=True,
        error_messages={"unique": _("There is a body of this name already.")},
    )
    quorum = models.CharField(_("quorum"), max_length=20, choices=Quorum, default=Quorum.HALF)
    quorum_number = models.PositiveSmallIntegerField(_("people of the quorum"), default=0)
    has_votes = models.BooleanField(_("votes are counted"), default=False)
    has_substitutes = models.BooleanField(_("members may send somebody"), default=True)
    has_filings = models.BooleanField(_("divisions report before it"), default=False)
    is_public = models.BooleanField(_("shown to the public"), default=True)
    day_rule = models.CharField(
        _("usual day"), max_length=10, choices=DayRule, default=DayRule.DATE
    )
    usual_date = models.PositiveSmallIntegerField(
        _("date"), default=5, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    # 0 is Monday; week 5 is the last one of the month.
    usual_weekday = models.PositiveSmallIntegerField(
        _("weekday"), default=0, validators=[MaxValueValidator(6)]
    )
    usual_week = models.PositiveSmallIntegerField(
        _("week of the month"), default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    usual_time = models.TimeField(_("time"), default="09:30")
    usual_place = models.CharField(_("place"), max_length=200, blank=True)
    closing_days = models.PositiveSmallIntegerField(
        _("days before the meeting on which reports close"), default=3
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(quorum="number") | Q(quorum_number__gte=1),
                name="body_quorum_has_its_number",
            ),
            models.CheckConstraint(
                condition=Q(usual_date__gte=1, usual_date__lte=31)
                & Q(usual_weekday__lte=6)
                & Q(usual_week__gte=1, usual_week__lte=5),
                name="body_usual_day_exists",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_council(self) -> bool:
        """Whether its meetings are numbered by sessions."""
        return self.kind == self.Kind.COUNCIL


class BodyMember(models.Model):
    """A member from when to when: a position (whoever holds it), an account, or a name alone."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        DEPUTY = "deputy", _("Deputy chair")
        MEMBER = "member", _("Member")
        SECRETARY = "secretary", _("Secretary")
        ASSISTANT = "assistant", _("Assistant secretary")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("position"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    title = models.CharField(_("position in the body"), max_length=200, blank=True)
    is_counted = models.BooleanField(_("counts for quorum and votes"), default=True)
    checks_minutes = models.BooleanField(_("checks the minutes"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a body")
        verbose_name_plural = _("members of bodies")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(position__isnull=False, user__isnull=True, name="")
                | Q(position__isnull=True, user__isnull=False, name="")
                | (Q(position__isnull=True, user__isnull=True) & ~Q(name="")),
                name="member_is_one_of_three",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="member_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.position or self.user)


class CalendarFeed(models.Model):
    """A person's secret address for calendar programs; only the hash of its token is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="meeting_feed"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.user)
