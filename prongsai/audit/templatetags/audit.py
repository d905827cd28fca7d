"""Entries of the log as sentences."""

import datetime as dt
import re

from django import template

from prongsai.audit.models import AuditEntry
from prongsai.audit.vocabulary import find_event, translate_word
from prongsai.thai.calendar import format_date

register = template.Library()
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@register.filter
def sentence(entry: AuditEntry) -> str:
    """What the entry's actor did, in the interface's language."""
    event = find_event(entry.event)
    return str(event.sentence) if event else entry.event


@register.filter
def in_words(text: str) -> str:
    """A field or value of the log as people read it: its first word translated, days in พ.ศ."""
    first, space, rest = str(text).partition(" ")
    return DAY.sub(_day, translate_word(first) + space + rest)


def _day(match: re.Match[str]) -> str:
    try:
        return format_date(dt.date.fromisoformat(match[0]), "short")
    except ValueError:  # an id that looks like a day
        return match[0]
