"""Writes during a meeting: notes, votes, resolutions, problems and suggestions."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.meetings import events
from prongsai.meetings.models import (
    AgendaItem,
    Ballot,
    Concern,
    ItemNote,
    Meeting,
    Resolution,
    Vote,
)
from prongsai.meetings.queries.quorum import find_quorum
from prongsai.meetings.rules import LONGEST_NOTE, find_vote_problem, is_carried
from prongsai.meetings.services.conflicts import Conflict
from prongsai.meetings.services.guards import clean, lock_item, lock_record
from prongsai.organization.models import Division, Position


@transaction.atomic
def save_note(*, actor: Any, item: AgendaItem, text: str, base_version: int) -> ItemNote:
    """Save what was said about an item; many times a minute, so the log is not told.

    `base_version` is the version the writer began from. Saving the same text again does nothing, so
    a save whose answer was lost can be repeated. Raises `Conflict` with both texts when a colleague
    saved another one meanwhile.
    """
    item = lock_item(actor, item)
    text = clean(text, "text", LONGEST_NOTE, is_needed=False)
    note = ItemNote.objects.filter(item=item).first() or ItemNote(item=item)
    if note.text == text:
        return note if note.pk else _store(actor, note, text)
    if note.version != base_version:
        raise Conflict(mine=text, theirs=note.text, version=note.version)
    return _store(actor, note, text)


def _store(actor: Any, note: ItemNote, text: str) -> ItemNote:
    note.text, note.version = text, note.version + 1
    note.saved_by, note.saved_at = actor, timezone.now()
    note.save()
    return note


@dataclass(frozen=True)
class Count:
    """A counted vote; `casting` ("yes" or "no") is the chair's when it is even."""

    yes: int
    no: int
    abstain: int = 0
    casting: str = ""


@transaction.atomic
def record_vote(*, actor: Any, item: AgendaItem, count: Count) -> Vote:
    """Record a counted vote, in place of an earlier one of the item."""
    item = lock_item(actor, item)
    present = _check_voting(item.meeting)
    _refuse_wrong(count, present)
    return _keep_vote(actor, item, count, is_by_name=False)


@transaction.atomic
def record_roll_call(
    *, actor: Any, item: AgendaItem, choices: Mapping[int, str], casting: str = ""
) -> Vote:
    """Record a vote by name: `choices` maps the key of an attendance to yes, no or abstain."""
    item = lock_item(actor, item)
    present = _check_voting(item.meeting)
    rows = {row.pk: row for row in item.meeting.attendances.filter(is_counted=True)}
    if any(pk not in rows or not rows[pk].is_there for pk in choices):
        raise Refused(_("Only members who are there can vote."), "choices")
    if any(choice not in Ballot.Choice.values for choice in choices.values()):
        raise Refused(_("Choose in favour, against or abstained."), "choices")
    given = list(choices.values())
    yes, no, abstain = (given.count(choice) for choice in ("yes", "no", "abstain"))
    count = Count(yes, no, abstain, casting)
    _refuse_wrong(count, present)
    vote = _keep_vote(actor, item, count, is_by_name=True)
    Ballot.objects.bulk_create(
        Ballot(vote=vote, attendance=rows[pk], choice=choice) for pk, choice in choices.items()
    )
    return vote


def _check_voting(meeting: Meeting) -> int:
    if not meeting.body.has_votes:
        raise Refused(_("This body does not vote."))
    return _require_quorum(meeting)


def _require_quorum(meeting: Meeting) -> int:
    quorum = find_quorum(meeting)
    if not quorum.is_reached:
        raise Refused(
            _("There is no quorum: %(present)s of the %(needed)s needed are there.")
            % {"present": quorum.present, "needed": quorum.needed}
        )
    return quorum.present


def _refuse_wrong(count: Count, present: int) -> None:
    problem = find_vote_problem(
        yes=count.yes, no=count.no, abstain=count.abstain, casting=count.casting, present=present
    )
    if not problem:
        return
    messages = {
        "few": (_("Write how many voted."), "yes"),
        "many": (_("More votes than the %(n)s members who are there.") % {"n": present}, "yes"),
        "casting-missing": (_("It is even: how did the chair decide?"), "casting"),
        "casting-extra": (_("It is not even: the chair has no second vote."), "casting"),
    }
    raise Refused(*messages[problem])


def _keep_vote(actor: Any, item: AgendaItem, count: Count, *, is_by_name: bool) -> Vote:
    Vote.objects.filter(item=item).delete()
    vote = Vote.objects.create(
        item=item,
        is_by_name=is_by_name,
        yes=count.yes,
        no=count.no,
        abstain=count.abstain,
        casting=count.casting,
        is_carried=is_carried(count.yes, count.no, count.casting),
        recorded_by=actor,
    )
    record(actor=actor, event=events.VOTE_RECORDED, target=item.meeting)
    return vote


@dataclass(frozen=True)
class ResolutionDraft:
    """A resolution as it is typed; with who acts and until when it is followed to its end."""

    text: str
    owner: Position | None = None
    division: Division | None = None
    due_on: dt.date | None = None

    @property
    def is_followed(self) -> bool:
        """Whether somebody has to act."""
        return bool(self.owner or self.division or self.due_on)


@transaction.atomic
def record_resolution(*, actor: Any, item: AgendaItem, draft: ResolutionDraft) -> Resolution:
    """Record what was resolved about an item; refused without a quorum.

    Recording the same again does nothing: an answer that was lost on the way can be asked for again.
    """
    item = lock_item(actor, item)
    _require_quorum(item.meeting)
    fields = _resolution_fields(item.meeting, draft)
    same = item.resolutions.filter(**fields).first()
    if same is not None:
        return same
    last = item.meeting.resolutions.aggregate(last=Max("order"))["last"] or 0
    made = Resolution.objects.create(
        meeting=item.meeting, item=item, order=last + 1, recorded_by=actor, **fields
    )
    record(actor=actor, event=events.RESOLVED, target=made)
    return made


def _resolution_fields(meeting: Meeting, draft: ResolutionDraft) -> dict[str, Any]:
    text = clean(draft.text, "text", LONGEST_NOTE)
    division = draft.division or (draft.owner.division if draft.owner else None)
    if draft.is_followed:
        if draft.due_on is None:
            raise Refused(_("Until when?"), "due_on")
        if draft.owner is None and division is None:
            raise Refused(_("Who has to act?"), "owner")
        if draft.due_on < meeting.day:
            raise Refused(_("The deadline lies before the meeting."), "due_on")
    state = Resolution.State.OPEN if draft.is_followed else Resolution.State.NOTED
    return {
        "text": text,
        "owner": draft.owner,
        "division": division,
        "due_on": draft.due_on,
        "state": state,
    }


@transaction.atomic
def change_resolution(
    *, actor: Any, resolution: Resolution, draft: ResolutionDraft, seen: str | None = None
) -> Resolution:
    """Change a resolution while the record is open and nobody has closed it.

    `seen` is the text that was on the screen. Raises `Conflict` when a colleague wrote another one
    meanwhile.
    """
    meeting = lock_record(actor, resolution.meeting)
    resolution = Resolution.objects.select_for_update(of=("self",)).get(pk=resolution.pk)
    if resolution.closed_at is not None:
        raise Refused(_("This resolution is closed already."))
    if seen is not None and resolution.text not in (seen, draft.text.strip()):
        raise Conflict(mine=draft.text, theirs=resolution.text, version=0)
    for name, value in _resolution_fields(meeting, draft).items():
        setattr(resolution, name, value)
    resolution.save()
    record(actor=actor, event=events.RESOLUTION_CHANGED, target=resolution)
    return resolution


@transaction.atomic
def remove_resolution(*, actor: Any, resolution: Resolution) -> None:
    """Take out a resolution that was written by mistake, before anything was done about it."""
    meeting = lock_record(actor, resolution.meeting)
    found = Resolution.objects.select_for_update(of=("self",)).filter(pk=resolution.pk).first()
    if found is None:  # a colleague was quicker
        return
    resolution = found
    if resolution.progress.exists() or resolution.appearances.exists():
        raise Refused(_("Somebody has acted on this resolution already."))
    resolution.delete()
    record(actor=actor, event=events.RESOLUTION_CHANGED, target=meeting)


@transaction.atomic
def raise_concern(
    *, actor: Any, item: AgendaItem, kind: str, text: str, division: Division | None = None
) -> Concern:
    """Record a problem or a suggestion that was raised, to be looked at beyond the meeting.

    Recording the same again does nothing.
    """
    item = lock_item(actor, item)
    if kind not in Concern.Kind.values:
        raise Refused(_("Choose a kind."), "kind")
    text = clean(text, "text", LONGEST_NOTE)
    same = item.concerns.filter(kind=kind, text=text, division=division).first()
    if same is not None:
        return same
    made = Concern.objects.create(
        meeting=item.meeting, item=item, kind=kind, text=text, division=division, raised_by=actor
    )
    record(actor=actor, event=events.CONCERN_RAISED, target=item.meeting)
    return made
