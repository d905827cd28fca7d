"""Form fields that speak the Buddhist era."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.thai.calendar import parse_date
from prongsai.thai.digits import to_arabic

TIME_OF_DAY = re.compile(r"[\sT,](?:เวลา\s*)?(\d{1,2})[:.](\d{2})(?::\d{2})?\s*(?:น\.?)?$")


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


class BuddhistMomentInput(BuddhistDateInput):
    """A text box that shows 24/11/2569 08:30."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"placeholder": "24/11/2569 08:30"} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        day = super().format_value(value)
        return f"{day} {value:%H:%M}" if isinstance(value, dt.datetime) else day


class BuddhistMomentField(BuddhistDateField):
    """Day and time of day in Bangkok; without a time the day's first minute, or its last."""

    widget = BuddhistMomentInput
    default_error_messages = {"invalid": _("Write day and time like 24/11/2569 08:30.")}

    def __init__(self, *, is_end: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.without_time = dt.time(23, 59) if is_end else dt.time()

    def prepare_value(self, value: Any) -> Any:
        """A moment as clocks here show it."""
        return timezone.localtime(value) if isinstance(value, dt.datetime) else value

    def to_python(self, value: Any) -> dt.datetime | None:
        if isinstance(value, dt.datetime):
            return value
        day = super().to_python(value)
        return timezone.make_aware(dt.datetime.combine(day, self._time(value))) if day else None

    def _time(self, value: Any) -> dt.time:
        written = TIME_OF_DAY.search(to_arabic(str(value)).strip())
        if written is None:
            return self.without_time
        try:
            return dt.time(int(written[1]), int(written[2]))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
