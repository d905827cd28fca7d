"""The calendar: events that officers write; public meetings and holidays come in by themselves."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.models import Page
from wagtail.search import index

from prongsai.website.models.base import SitePage
from prongsai.website.models.pages import BodyPage


class CalendarPage(BodyPage):
    """What happens when, by month."""

    is_creatable = True
    max_count = 2
    subpage_types = ["website.EventPage"]
    template = "website/calendar_page.html"
    content_panels = [
        *BodyPage.content_panels,
        HelpPanel(_("Public meetings and holidays stand in the calendar by themselves.")),
    ]

    class Meta:
        verbose_name = _("calendar")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the month that was asked for."""
        from prongsai.website.calendars import month_context

        return super().get_context(request, *args, **kwargs) | month_context(self, request.GET)


class EventPage(BodyPage):
    """One event: its days, its time unless it lasts whole days, its place."""

    first_on = models.DateField(_("day"))
    last_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty: it ends on the same day.")
    )
    begins = models.TimeField(
        _("begins"), null=True, blank=True, help_text=_("Empty: the whole day.")
    )
    ends = models.TimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    is_cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("It stays in the calendar, so that nobody comes in vain."),
    )

    is_creatable = True
    is_told = True
    parent_page_types = ["website.CalendarPage"]
    subpage_types: list[str] = []
    template = "website/event_page.html"
    search_fields = [*BodyPage.search_fields, index.SearchField("place")]
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("first_on"), FieldPanel("last_on")], heading=_("Days")),
        FieldRowPanel([FieldPanel("begins"), FieldPanel("ends")], heading=_("Time")),
        FieldPanel("place"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("is_cancelled"),
    ]
    promote_panels = [
        p for p in SitePage.promote_panels if getattr(p, "field_name", "") != "summary"
    ]

    class Meta:
        verbose_name = _("event")
        indexes = [models.Index(fields=["first_on"], name="website_event_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__isnull=True)
                | models.Q(last_on__gte=models.F("first_on")),
                name="website_event_ends_after_start",
            )
        ]

    @property
    def end_on(self) -> dt.date:
        """Its last day."""
        return self.last_on or self.first_on

    def clean(self) -> None:
        """Refuse an end before the beginning, and an end of nothing."""
        super().clean()
        if self.last_on and self.first_on and self.last_on < self.first_on:
            raise ValidationError({"last_on": _t("It can't end before it begins.")})
        if self.ends and not self.begins:
            raise ValidationError({"begins": _t("Write when it begins.")})
        is_one_day = self.first_on == self.end_on
        if is_one_day and self.begins and self.ends and self.ends <= self.begins:
            raise ValidationError({"ends": _t("It can't end before it begins.")})
