"""Who looked at a page, which month was reported, and whether reports draft themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prongsai.correspondence.models import Paper
from prongsai.thai.calendar import Month, format_month
from prongsai.website.models.base import SitePage


class PageCheck(models.Model):
    """That somebody found a page still right on a day; its newest day stands on the page too."""

    page = models.ForeignKey(SitePage, on_delete=models.CASCADE, related_name="checks")
    checked_on = models.DateField(_("found right on"), db_index=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("look at a page")
        constraints = [
            models.UniqueConstraint(fields=["page", "checked_on"], name="website_one_look_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.checked_on}"


class MonthlyReport(models.Model):
    """The paper that reports a month of the website. A draft that was thrown away leaves the row, so
    that the month is not drafted again by itself."""

    first_day = models.DateField(unique=True)
    paper = models.OneToOneField(
        Paper, on_delete=models.SET_NULL, null=True, related_name="website_report"
    )

    class Meta:
        verbose_name = _("monthly report of the website")
        ordering = ["-first_day"]

    def __str__(self) -> str:
        return format_month(self.month)

    @property
    def month(self) -> Month:
        """The month that is reported."""
        return Month.of(self.first_day)


class CareSetting(models.Model):
    """The one row of how the website is looked after."""

    drafts_reports = models.BooleanField(
        _("draft the report of each month by itself"), default=False
    )
    singleton = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("care of the website")
        constraints = [models.CheckConstraint(condition=Q(singleton=True), name="website_one_care")]

    def __str__(self) -> str:
        return str(_("Care of the website"))
