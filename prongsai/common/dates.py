"""Form fields that speak the Buddhist era."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.thai.calendar import parse_date


class BuddhistDateInput(forms.TextInput):
    """A text box that shows 24/11/2569 and accepts every usual way of writing a date."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"placeholder": "24/11/2569", "autocomplete": "off", "data-thai-date": ""}
            | (attrs or {})
        )

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, dt.date):
            return f"{value.day}/{value.month}/{value.year + 543}"
        return str(value) if value else None


class BuddhistDateField(forms.Field):
    """A date typed in พ.ศ. (or ISO); cleans to `datetime.date` or None."""

    widget = BuddhistDateInput
    default_error_messages = {
        "invalid": _("Write the date like 24/11/2569 or 24 พ.ย. 2569."),
    }

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, dt.date):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        day = parse_date(text)
        if day is None or not 1900 <= day.year <= 2200:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class BuddhistDateTimeInput(forms.MultiWidget):
    """A day in พ.ศ. and a time of day, beside each other."""

    template_name = "common/day_and_time.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        clock = forms.TimeInput(
            format="%H:%M", attrs={"type": "time", "class": "p-narrow", "aria-label": _("Time")}
        )
        super().__init__({"day": BuddhistDateInput(), "time": clock}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if not isinstance(value, dt.datetime):
            return [None, None]
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return [local.date(), local.time().replace(second=0, microsecond=0)]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_  # the day: the label of both names it


class BuddhistDateTimeField(forms.MultiValueField):
    """A day and a time; cleans to an aware `datetime.datetime` or None."""

    widget = BuddhistDateTimeInput

    def __init__(self, **kwargs: Any) -> None:
        fields = (BuddhistDateField(required=False), forms.TimeField(required=False))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> dt.datetime | None:
        day, time = data_list or (None, None)
        if day is None and time is None:
            return None
        if day is None:
            raise ValidationError(_("Write the day."), code="no_day")
        if time is None:
            raise ValidationError(_("Write the time."), code="no_time")
        return from_current_timezone(dt.datetime.combine(day, time))
