"""Writes: the four boxes of a division before a meeting."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.meetings import events, permissions
from prongsai.meetings.models import AgendaItem, Concern, DivisionFiling, Meeting
from prongsai.meetings.rules import LONGEST_BOX
from prongsai.meetings.services import agenda
from prongsai.meetings.services.conflicts import Conflict
from prongsai.meetings.services.guards import clean, has_open_record
from prongsai.organization.models import Division


@dataclass(frozen=True)
class Boxes:
    """What a division tells the meeting (ผลงาน, ปัญหาอุปสรรค, ข้อเสนอแนะ, แผนเดือนหน้า)."""

    achievements: str = ""
    problems: str = ""
    suggestions: str = ""
    next_month: str = ""


@transaction.atomic
def file_division(
    *, actor: Any, meeting: Meeting, division: Division, boxes: Boxes, base_version: int = 0
) -> DivisionFiling:
    """File or change a division's report; it becomes an item of the agenda.

    `base_version` is the version that was on the screen, 0 for none. Raises `Conflict` when a
    colleague saved meanwhile, `Refused` when the record is closed. After the closing day the item
    is marked as late.
    """
    meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    )
    if not permissions.may_file(actor, meeting, division):
        raise Refused(_("Only the people of this division may file its report."))
    if not meeting.body.has_filings:
        raise Refused(_("Divisions file no reports for this body."))
    if not (meeting.is_ahead or has_open_record(meeting)):
        raise Refused(_("The record of this meeting is not open."))
    texts = {
        name: clean(text, name, LONGEST_BOX, is_needed=False)
        for name, text in asdict(boxes).items()
    }
    if not any(texts.values()):
        raise Refused(_("Write something in one of the boxes."), "achievements")
    filing = meeting.filings.filter(division=division).first()
    if filing is None:
        filing = DivisionFiling(meeting=meeting, division=division, version=0)
    if filing.version != base_version:
        mine, theirs = "\n".join(texts.values()), "\n".join(_texts(filing).values())
        if mine != theirs:
            raise Conflict(mine=mine, theirs=theirs, version=filing.version)
    _save(actor, filing, texts)
    record(actor=actor, event=events.FILED, target=meeting, data={"division": division.name})
    return filing


def _texts(filing: DivisionFiling) -> dict[str, str]:
    return {name: getattr(filing, name) for name in Boxes.__dataclass_fields__}


def _save(actor: Any, filing: DivisionFiling, texts: dict[str, str]) -> None:
    is_new = filing.pk is None
    for name, text in texts.items():
        setattr(filing, name, text)
    filing.version += 1
    filing.filed_by, filing.filed_at = actor, timezone.now()
    filing.save()
    item = AgendaItem.objects.filter(filing=filing).first()
    if is_new:
        item = agenda.put_filing(
            filing.meeting,
            title=filing.division.name,
            division=filing.division,
            filing=filing,
            is_late=agenda.is_late(filing.meeting),
        )
    _keep_concerns(actor, filing, item)


def _keep_concerns(actor: Any, filing: DivisionFiling, item: AgendaItem | None) -> None:
    """Problems and suggestions of a report are looked at beyond the meeting."""
    boxes = {
        Concern.Kind.PROBLEM: filing.problems,
        Concern.Kind.SUGGESTION: filing.suggestions,
    }
    for kind, text in boxes.items():
        if not text:
            filing.concerns.filter(kind=kind).delete()
            continue
        Concern.objects.update_or_create(
            filing=filing,
            kind=kind,
            defaults={
                "meeting": filing.meeting,
                "item": item,
                "text": text,
                "division": filing.division,
                "raised_by": actor,
            },
        )
