"""The agenda as it is read: numbered lines with what stands below them, documents, what fills it."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404

from prongsai.evidence.models import Evidence, EvidenceVersion
from prongsai.meetings.models import AgendaItem, Meeting
from prongsai.meetings.queries.access import access_item
from prongsai.meetings.queries.lists import visible_items
from prongsai.organization.models import Division


@dataclass
class NumberedItem:
    """An item with its number (4 or 4.1) and what stands below it; `is_hidden`: withheld."""

    item: AgendaItem
    number: str
    is_hidden: bool = False
    children: "list[NumberedItem]" = field(default_factory=list)


def number_agenda(user: Any, meeting: Meeting, *, is_outline: bool = False) -> list[NumberedItem]:
    """The agenda of a meeting as a person may read it, with its official numbers.

    A hidden item keeps its place and number. An outline has the titles alone.
    """
    below: dict[int | None, list[AgendaItem]] = {}
    for item in visible_items(user, meeting, is_outline=is_outline):
        item.meeting = meeting
        below.setdefault(item.parent_id, []).append(item)
    lines = []
    for at, item in enumerate(below.get(None, []), start=1):
        line = _numbered(item, str(at))
        line.children = [
            _numbered(child, f"{at}.{place}")
            for place, child in enumerate(below.get(item.pk, []), start=1)
        ]
        lines.append(line)
    return lines


def _numbered(item: AgendaItem, number: str) -> NumberedItem:
    # `visible_items` empties the title of what a person may not see, and nothing else can.
    return NumberedItem(item, number, is_hidden=not item.title)


def access_document(actor: Any, meeting: Meeting, pk: int, document: int) -> EvidenceVersion:
    """A document of an item for who may see the item."""
    return newest_version(access_item(actor, meeting, pk).documents.filter(pk=document).first())


def newest_version(document: Evidence | None) -> EvidenceVersion:
    """The file of a document; raises Http404 when there is none."""
    version = document.versions.first() if document is not None else None
    if version is None:
        raise Http404
    return version


def list_texts_of(meeting: Meeting, division: Division) -> list[AgendaItem]:
    """The standing items that a division's people write for a meeting."""
    found = meeting.items.filter(is_standing=True, division=division, parent__isnull=False)
    return list(found.order_by("parent__order", "order"))
