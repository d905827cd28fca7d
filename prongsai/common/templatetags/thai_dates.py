"""Dates of the Buddhist era and Thai digits in templates."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from prongsai.thai.calendar import Month, format_date, format_month
from prongsai.thai.digits import to_thai

register = template.Library()


def _local(value: dt.date | dt.datetime) -> dt.date:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def _is_thai() -> bool:
    return (get_language() or "th").startswith("th")


@register.filter
def thai_date(value: dt.date | dt.datetime | None, style: str = "short") -> str:
    """A date with its พ.ศ. year; in the English interface with the Gregorian year."""
    if value is None:
        return ""
    day = _local(value)
    if not _is_thai():
        return f"{day.day} {day:%b %Y}"
    return format_date(day, "long" if style == "long" else "short")


@register.filter
def thai_datetime(value: dt.datetime | None) -> str:
    """Date and time of day, Bangkok time."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{thai_date(local)} {local:%H:%M}"


@register.filter
def thai_month(value: Month | None, style: str = "short") -> str:
    """A month with its พ.ศ. year."""
    if value is None:
        return ""
    if not _is_thai():
        return f"{value.first_day:%b %Y}"
    return format_month(value, "long" if style == "long" else "short")


@register.filter
def thai_digits(value: object) -> str:
    """The value with Thai digits, for text that imitates an official document."""
    return to_thai(str(value))


@register.filter
def dict_get(mapping: dict[object, object], key: object) -> object:
    """The entry of a dictionary under a key that is itself a variable."""
    return mapping.get(key)
