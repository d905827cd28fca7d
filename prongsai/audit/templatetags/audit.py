"""Entries of the log as sentences."""

from django import template

from prongsai.audit.models import AuditEntry
from prongsai.audit.vocabulary import find_event

register = template.Library()


@register.filter
def sentence(entry: AuditEntry) -> str:
    """What the entry's actor did, in the interface's language."""
    event = find_event(entry.event)
    return str(event.sentence) if event else entry.event
