"""The plan of a fiscal year: topics, measures, steps, outputs, proofs, requests and the report."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.evidence.models import Evidence
from prongsai.organization.models import Division
from prongsai.thai.calendar import Month


class Plan(models.Model):
    """The integrity measures of one fiscal year (1 October – 30 September)."""

    fiscal_year = models.PositiveSmallIntegerField(
        _("fiscal year"), unique=True, help_text=_("Year of the Buddhist era, for example 2569.")
    )
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_public = models.BooleanField(_("shown on the public page"), default=False)
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


class DataRequest(models.Model):
    """One request to one division for the missing cells of a plan."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="requests")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="data_requests")
    message = models.TextField(_("text"))
    due_on = models.DateField(_("answer by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(_("remark of the division"), blank=True)

    class Meta:
        verbose_name = _("request for data")
        verbose_name_plural = _("requests for data")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "division"],
                condition=Q(state="open"),
                name="one_open_request_a_division",
            )
        ]

    def __str__(self) -> str:
        return f"{self.division} · {self.plan.fiscal_year}"


class CheckDismissal(models.Model):
    """An officer's answer to a warning, so that it does not nag twice."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="dismissals")
    fingerprint = models.CharField(max_length=64)
    code = models.CharField(max_length=60)
    reason = models.TextField(_("reason"))
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    dismissed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("dismissed warning")
        verbose_name_plural = _("dismissed warnings")
        constraints = [
            models.UniqueConstraint(fields=["plan", "fingerprint"], name="warning_dismissed_once")
        ]

    def __str__(self) -> str:
        return self.code


class AnnualReport(models.Model):
    """A report handed in: its content is frozen when it leaves the officer's desk."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for the decision")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned for correction")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reports")
    as_of = models.DateField(_("as of"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    snapshot: "models.JSONField[dict[str, Any]]" = models.JSONField()
    sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(default=timezone.now)
    memo_number = models.CharField(_("number of the memo"), max_length=60, blank=True)
    memo_date = models.DateField(_("date of the memo"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=300, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    scan = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        ordering = ["-submitted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "as_of"],
                condition=~Q(state="returned"),
                name="one_report_a_plan_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (~Q(memo_number="") & Q(memo_date__isnull=False) & Q(decided_on__isnull=False)),
                name="report_approved_with_number_and_date",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Report of fiscal year %(year)s") % {"year": self.plan.fiscal_year})


class ReportWording(models.Model):
    """A text of the cover memo or the introduction that this office words in its own way."""

    key = models.CharField(max_length=60, unique=True)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("wording of the report")
        verbose_name_plural = _("wordings of the report")

    def __str__(self) -> str:
        return self.key
