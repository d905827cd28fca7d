"""Form fields that speak the Buddhist era."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
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
