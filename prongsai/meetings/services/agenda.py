"""Writes: the agenda, from the template and by hand; what comes back by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_files
from prongsai.meetings import events, permissions, wording
from prongsai.meetings.catalogue import list_kinds
from prongsai.meetings.models import AgendaItem, Meeting, Minutes, Resolution
from prongsai.meetings.rules import LONGEST_NOTE, closes_on
from prongsai.meetings.services.conflicts import Conflict
from prongsai.meetings.services.guards import clean, lock_meeting
from prongsai.organization.models import Division
from prongsai.registerkit.attachments import Uploads

Part = AgendaItem.Part
# Where resolutions come back, in bodies whose template has no "matters arising".
COMES_BACK = (Part.ARISING, Part.INFORMATION, Part.CHAIR)
TITLE = 500


@dataclass(frozen=True)
class ItemDraft:
    """An item as it is typed: the documents that stay, and files that become documents."""

    title: str
    detail: str = ""
    presenter: str = ""
    division: Division | None = None
    is_standing: bool = False
    is_confidential: bool = False
    ground: str = ""
    documents: Sequence[Evidence] = field(default=())
    uploads: Uploads = field(default=())


def lay_out(meeting: Meeting) -> None:
    """Give a new meeting the lines of its body's template."""
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, part=line.part, order=at, title=line.title)
        for at, line in enumerate(list_kinds()[meeting.body.kind].agenda, start=1)
    )


def fill(meeting: Meeting) -> None:
    """Bring in what comes back by itself: standing items, minutes to adopt, open resolutions.

    May run any number of times; what is no longer open and has no note is taken out again.
    """
    lines = {item.part: item for item in meeting.items.filter(parent=None)}
    _bring_standing(meeting, lines)
    _bring_minutes(meeting, lines)
    _bring_resolutions(meeting, lines)


def _earlier(meeting: Meeting) -> Any:
    return Meeting.objects.filter(
        body=meeting.body, state=Meeting.State.HELD, starts_at__lt=meeting.starts_at
    )


def _bring_standing(meeting: Meeting, lines: dict[str, AgendaItem]) -> None:
    last = _earlier(meeting).filter(is_imported=False).order_by("-starts_at").first()
    if last is None:
        return
    known = set(meeting.items.filter(is_standing=True).values_list("title", flat=True))
    for item in last.items.filter(is_standing=True).exclude(title__in=known):
        if item.part in lines:
            _append(
                lines[item.part],
                title=item.title,
                division=item.division,
                presenter=item.presenter,
                is_standing=True,
                is_confidential=item.is_confidential,
                ground=item.ground,
            )


def _bring_minutes(meeting: Meeting, lines: dict[str, AgendaItem]) -> None:
    waiting = Minutes.objects.filter(meeting__in=_earlier(meeting)).exclude(
        state=Minutes.State.ADOPTED
    )
    known = set(meeting.items.filter(adopts__isnull=False).values_list("adopts", flat=True))
    for minutes in waiting.select_related("meeting__body").order_by("meeting__starts_at"):
        if minutes.pk not in known and Part.ADOPTION in lines:
            title = wording.adoption_title(minutes.meeting)[:TITLE]
            _append(lines[Part.ADOPTION], title=title, adopts=minutes)
    gone = meeting.items.filter(adopts__state=Minutes.State.ADOPTED, note=None)
    gone.exclude(adopted_minutes__isnull=False).delete()


def _bring_resolutions(meeting: Meeting, lines: dict[str, AgendaItem]) -> None:
    meeting.items.filter(carried_over__isnull=False, note=None).exclude(
        carried_over__state=Resolution.State.OPEN
    ).delete()
    known = meeting.items.filter(carried_over__isnull=False).values("carried_over")
    open_ones = Resolution.objects.filter(
        meeting__in=_earlier(meeting), state=Resolution.State.OPEN
    ).exclude(pk__in=known)
    parent = next(lines[part] for part in COMES_BACK if part in lines)
    for resolution in open_ones.select_related("item", "division", "owner", "meeting__body"):
        _append(
            parent,
            title=resolution.text[:TITLE],
            carried_over=resolution,
            division=resolution.division,
            presenter=str(resolution.owner or ""),
            is_confidential=resolution.item.is_confidential,
            ground=resolution.item.ground,
        )


def _append(parent: AgendaItem, **fields: Any) -> AgendaItem:
    last = parent.children.aggregate(last=Max("order"))["last"] or 0
    return AgendaItem.objects.create(
        meeting_id=parent.meeting_id, parent=parent, part=parent.part, order=last + 1, **fields
    )


def put_filing(meeting: Meeting, **fields: Any) -> AgendaItem | None:
    """Put a division's report below the line of the template that takes them."""
    part = list_kinds()[meeting.body.kind].filing_part or Part.INFORMATION
    parent = meeting.items.filter(parent=None, part=part).first()
    return _append(parent, **fields) if parent else None


def _lock_agenda(actor: Any, meeting: Meeting) -> Meeting:
    meeting = lock_meeting(actor, meeting)
    if not (meeting.is_ahead or meeting.is_running):
        raise Refused(_("The agenda of this meeting is closed."))
    return meeting


@transaction.atomic
def fill_agenda(*, actor: Any, meeting: Meeting) -> Meeting:
    """Bring in again what comes back by itself."""
    meeting = _lock_agenda(actor, meeting)
    fill(meeting)
    return meeting


@transaction.atomic
def add_item(*, actor: Any, parent: AgendaItem, draft: ItemDraft) -> AgendaItem:
    """Add an item below a line of the template; after the closing day it is marked as late."""
    meeting = _lock_agenda(actor, parent.meeting)
    if parent.parent_id is not None:
        raise Refused(_("Choose a line of the agenda's template."), "parent")
    item = _append(parent, is_late=is_late(meeting), **_fields(draft))
    _keep_documents(actor, item, draft)
    record(actor=actor, event=events.AGENDA_CHANGED, target=meeting)
    return item


def is_late(meeting: Meeting) -> bool:
    """Whether the day on which the agenda closes has passed."""
    return timezone.localdate() > closes_on(meeting.day, meeting.body.closing_days)


def _fields(draft: ItemDraft) -> dict[str, Any]:
    ground = clean(draft.ground, "ground", 300, is_needed=draft.is_confidential)
    return {
        "title": clean(draft.title, "title", TITLE),
        "detail": clean(draft.detail, "detail", LONGEST_NOTE, is_needed=False),
        "presenter": clean(draft.presenter, "presenter", 200, is_needed=False),
        "division": draft.division,
        "is_standing": draft.is_standing,
        "is_confidential": draft.is_confidential,
        "ground": ground if draft.is_confidential else "",
    }


@transaction.atomic
def change_item(*, actor: Any, item: AgendaItem, draft: ItemDraft) -> AgendaItem:
    """Change an item below a line of the template, or the title of such a line."""
    meeting = _lock_agenda(actor, item.meeting)
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    fields = _fields(draft)
    if item.parent_id is None and (draft.is_confidential or draft.is_standing):
        raise Refused(_("Only items below a line of the template can be so."), "is_confidential")
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=list(fields))
    _keep_documents(actor, item, draft)
    record(actor=actor, event=events.AGENDA_CHANGED, target=meeting)
    return item


def _keep_documents(actor: Any, item: AgendaItem, draft: ItemDraft) -> None:
    # Reserved: an item may become confidential later, its documents with it.
    new = add_files(actor=actor, uploads=draft.uploads, is_reserved=True)
    item.documents.set([*draft.documents, *new])


@transaction.atomic
def write_text(*, actor: Any, item: AgendaItem, text: str, base_text: str) -> AgendaItem:
    """Write what a standing item says this time: its division's people, or who keeps the body.

    `base_text` is what was on the screen; raises `Conflict` when a colleague saved meanwhile.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    item.meeting = meeting
    if not permissions.may_write_text(actor, item):
        raise Refused(_("Only the people of this division may write here."))
    if not (meeting.is_ahead or meeting.is_running):
        raise Refused(_("The agenda of this meeting is closed."))
    text = clean(text, "text", LONGEST_NOTE)
    if item.detail.splitlines() not in (base_text.splitlines(), text.splitlines()):
        raise Conflict(mine=text, theirs=item.detail, version=0)
    item.detail = text
    item.save(update_fields=["detail"])
    record(actor=actor, event=events.AGENDA_CHANGED, target=meeting)
    return item


@transaction.atomic
def remove_item(*, actor: Any, item: AgendaItem) -> None:
    """Take out an item that nothing was written about."""
    meeting = _lock_agenda(actor, item.meeting)
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.parent_id is None:
        raise Refused(_("A line of the template stays."))
    if item.filing_id or item.carried_over_id or item.adopts_id:
        raise Refused(_("This item came by itself and stays."))
    has_note = hasattr(item, "note") and bool(item.note.text)
    if has_note or hasattr(item, "vote") or item.resolutions.exists() or item.concerns.exists():
        raise Refused(_("Something was written about this item already."))
    item.delete()
    record(actor=actor, event=events.AGENDA_CHANGED, target=meeting)


@transaction.atomic
def reorder(*, actor: Any, parent: AgendaItem, order: Sequence[int]) -> None:
    """Bring the items below a line into an order: all of their keys, each once."""
    meeting = _lock_agenda(actor, parent.meeting)
    items = {item.pk: item for item in parent.children.select_for_update(of=("self",))}
    if sorted(order) != sorted(items):
        raise Refused(_("The agenda has changed meanwhile. Look again."))
    for at, pk in enumerate(order, start=1):
        items[pk].order = at
    AgendaItem.objects.bulk_update(items.values(), ["order"])
    record(actor=actor, event=events.AGENDA_CHANGED, target=meeting)
