"""Filters of Wagtail's lists take days in the Buddhist era; its own take the Gregorian year only."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, SuffixedMultiWidget

from prongsai.common.dates import BuddhistDateInput
from prongsai.thai.calendar import parse_date


class DayInput(BuddhistDateInput):
    """Shows 24/11/2569 and hands on 2026-11-24, which the filter's own field reads."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        typed: str | None = super().value_from_datadict(data, files, name)
        day = parse_date(typed) if typed else None
        return day.isoformat() if day else typed

    def format_value(self, value: Any) -> str | None:
        day = value if isinstance(value, dt.date) else parse_date(str(value or ""))
        return super().format_value(day or value)


def _begin(self: Any, attrs: dict[str, Any] | None = None) -> None:
    ends = (_("from, such as 1/10/2569"), _("to, such as 30/9/2570"))
    days = [DayInput({"placeholder": end, "aria-label": end}) for end in ends]
    SuffixedMultiWidget.__init__(self, days, attrs)


def speak() -> None:
    """From now on; called once as the program starts. The class is named in many filters of Wagtail."""
    DateRangePickerWidget.__init__ = _begin
