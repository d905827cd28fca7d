"""The plan of a fiscal year: topics, measures, steps, outputs, indicators, proofs."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.evidence.models import Evidence
from prongsai.organization.models import Division
from prongsai.thai.calendar import Month


class Plan(models.Model):
    """The integrity measures of one fiscal year (1 October – 30 September).

    From its announcement on, what was planned changes only by an `Amendment` with its reason.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        SUBMITTED = "submitted", _("Waiting for approval")
        ANNOUNCED = "announced", _("Announced")

    fiscal_year = models.PositiveSmallIntegerField(
        _("fiscal year"), unique=True, help_text=_("Year of the Buddhist era, for example 2569.")
    )
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_public = models.BooleanField(_("shown on the public page"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    announced_on = models.DateField(_("announced"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-fiscal_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2500, fiscal_year__lte=2700),
                name="plan_year_is_buddhist",
            )
        ]

    @property
    def is_announced(self) -> bool:
        """Whether it was approved and announced: changes need a reason from then on."""
        return self.state == self.State.ANNOUNCED

    def __str__(self) -> str:
        return str(_("Plan of fiscal year %(year)s") % {"year": self.fiscal_year})


class Topic(models.Model):
    """A topic of the plan (ประเด็น ๗ ด้าน); the set is data of the year."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="topics")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="topic_number_once_a_plan")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class MeasureState(models.TextChoices):
    PLANNED = "planned", _("Not started")
    IN_PROGRESS = "in-progress", _("In progress")
    FINISHED = "finished", _("Finished")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class PeriodKind(models.TextChoices):
    RANGE = "range", _("Month range")
    DEADLINE = "deadline", _("Deadline")
    EVERY_MONTH = "every_month", _("Every month")
    EVERY_QUARTER = "every_quarter", _("Every quarter")
    FREQUENCY = "frequency", _("Other frequency")
    YEAR = "year", _("The whole fiscal year")
    UNKNOWN = "unknown", _("Not stated")


class Measure(models.Model):
    """One measure or project of the plan. Results stand beside what was expected, never over it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("topic"),
    )
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=20)
    order = models.PositiveIntegerField(default=0)
    title = models.TextField(_("measure or project"))
    period_kind = models.CharField(
        max_length=15, choices=PeriodKind, default=PeriodKind.UNKNOWN, editable=False
    )
    period_text = models.CharField(_("period"), max_length=300, blank=True)
    period_start = models.DateField(null=True, blank=True, editable=False)
    period_end = models.DateField(null=True, blank=True, editable=False)
    is_for_all_divisions = models.BooleanField(_("every division"), default=False)
    divisions = models.ManyToManyField(
        Division, blank=True, related_name="measures", verbose_name=_("responsible divisions")
    )
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="measures", verbose_name=_("people")
    )
    expected_outcome = models.TextField(_("expected outcome"), blank=True)
    outcome_result = models.TextField(_("outcome achieved"), blank=True)
    follow_up = models.TextField(_("follow-up and reporting"), blank=True)
    evidence_source = models.CharField(_("register that proves it"), max_length=60, blank=True)
    state = models.CharField(
        _("state"), max_length=15, choices=MeasureState, default=MeasureState.PLANNED
    )
    state_reason = models.TextField(_("reason"), blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["plan", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="measure_number_once_a_plan"),
            models.CheckConstraint(
                condition=~Q(state__in=["postponed", "cancelled"]) | ~Q(state_reason=""),
                name="measure_stopped_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_end__gte=F("period_start")),
                name="measure_period_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"[:200]

    @property
    def start_month(self) -> Month | None:
        """First month of the period."""
        return month_of(self.period_start)

    @property
    def end_month(self) -> Month | None:
        """Last month of the period."""
        return month_of(self.period_end)

    @property
    def is_stopped(self) -> bool:
        """Postponed or cancelled: nothing is due any more."""
        return self.state in (MeasureState.POSTPONED, MeasureState.CANCELLED)


def month_of(day: dt.date | None) -> Month | None:
    """The month of a date; months are stored as their first day."""
    return Month(day.year, day.month) if day else None


class StepStatus(models.TextChoices):
    WAITING = "waiting", _("Not started")
    DOING = "doing", _("In progress")
    DONE = "done", _("Done")


class Step(models.Model):
    """One step of a measure, in its order."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("step"))
    status = models.CharField(
        _("status"), max_length=10, choices=StepStatus, default=StepStatus.WAITING
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    started_on = models.DateField(_("started"), null=True, blank=True)
    finished_on = models.DateField(_("finished"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["due_on"], name="step_due", condition=~Q(status="done"))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="done") | Q(finished_on__isnull=False),
                name="step_done_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True)
                | Q(finished_on__isnull=True)
                | Q(finished_on__gte=F("started_on")),
                name="step_finishes_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.text}"[:200]


class Output(models.Model):
    """An output: what was expected, and apart from it what came out, with its count."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="outputs")
    position = models.PositiveSmallIntegerField(_("order"))
    expected = models.TextField(_("expected output"), blank=True)
    result = models.TextField(_("output achieved"), blank=True)
    quantity = models.DecimalField(
        _("count"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("output")
        verbose_name_plural = _("outputs")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return (self.result or self.expected)[:200]


class Indicator(models.Model):
    """An optional number behind an output or the outcome."""

    class Kind(models.TextChoices):
        OUTPUT = "output", _("Output")
        OUTCOME = "outcome", _("Outcome")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="indicators")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("indicator"), max_length=300)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = models.DecimalField(
        _("baseline"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    target = models.DecimalField(
        _("target"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    actual = models.DecimalField(
        _("actual"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class EvidenceUse(models.Model):
    """That a proof serves a measure; optionally one of its outputs or steps."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="evidence_uses")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")
    output = models.ForeignKey(
        Output, on_delete=models.SET_NULL, null=True, blank=True, related_name="evidence_uses"
    )
    step = models.ForeignKey(
        Step, on_delete=models.SET_NULL, null=True, blank=True, related_name="evidence_uses"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("use of evidence")
        verbose_name_plural = _("uses of evidence")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "evidence", "output", "step"],
                name="evidence_used_once_a_place",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return str(self.evidence)
