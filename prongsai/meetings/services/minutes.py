"""Writes: minutes are checked, adopted by a later meeting, corrected, published."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.common.errors import Refused
from prongsai.meetings import events, permissions, wording
from prongsai.meetings.content import MinutesContent, Withheld, has_confidential
from prongsai.meetings.models import AgendaItem, ItemNote, Minutes, MinutesVersion, Resolution
from prongsai.meetings.queries.members import list_seats
from prongsai.meetings.rules import LONGEST_NOTE
from prongsai.meetings.services.guards import clean, lock_item, lock_meeting, lock_minutes
from prongsai.meetings.writing import compose

State = Minutes.State


def _link(minutes: Minutes) -> str:
    return f"/office/meetings/{minutes.meeting.public_id}/minutes/"


def _keep_version(actor: Any, minutes: Minutes, reason: str = "") -> MinutesVersion:
    """Write down what the records say now as the newest version."""
    content = compose(minutes.meeting, writer=minutes.written_by, checker=minutes.checked_by)
    last = minutes.versions.first()
    return MinutesVersion.objects.create(
        minutes=minutes,
        number=(last.number if last else 0) + 1,
        content=content.to_json(),
        digest=content.digest,
        reason=reason,
        made_by=actor,
    )


@transaction.atomic
def ask_for_check(*, actor: Any, minutes: Minutes) -> int:
    """Ask those who check to look at the draft; returns how many were told."""
    meeting = lock_meeting(actor, minutes.meeting)
    minutes = lock_minutes(minutes)
    if minutes.state != State.DRAFT:
        raise Refused(_("These minutes are checked already."))
    seats = list_seats(meeting.body, timezone.localdate())
    people = [s.user for s in seats if s.user and permissions.may_check(s.user, minutes)]
    return notify(
        recipients=people,
        text=_("Please check the minutes: %(meeting)s") % {"meeting": wording.full_name(meeting)},
        link=_link(minutes),
        key=f"minutes:{minutes.pk}:check:{timezone.localdate()}",
        email=True,
    )


@transaction.atomic
def check_minutes(*, actor: Any, minutes: Minutes, at: dt.datetime | None = None) -> MinutesVersion:
    """Say that the draft is right: it becomes a version, the record is closed."""
    _lock_row_of_meeting(minutes)
    minutes = lock_minutes(minutes)
    if not permissions.may_check(actor, minutes):
        raise Refused(
            _("Only who checks the minutes of this body may do this, not who wrote them.")
        )
    if minutes.state != State.DRAFT:
        raise Refused(_("These minutes are checked already."))
    minutes.state, minutes.checked_by, minutes.checked_at = (
        State.CHECKED,
        actor,
        at or timezone.now(),
    )
    minutes.save(update_fields=["state", "checked_by", "checked_at"])
    version = _keep_version(actor, minutes)
    record(
        actor=actor,
        event=events.MINUTES_CHECKED,
        target=minutes,
        data={"version": version.number, "sha256": version.digest},
    )
    return version


def _lock_row_of_meeting(minutes: Minutes) -> None:
    """Notes are saved under this lock: none slips in behind the version."""
    type(minutes.meeting).objects.select_for_update().get(pk=minutes.meeting_id)


@transaction.atomic
def return_minutes(*, actor: Any, minutes: Minutes, reason: str) -> Minutes:
    """Send checked minutes back to the writer; the record is open again."""
    _lock_row_of_meeting(minutes)
    minutes = lock_minutes(minutes)
    if not (
        permissions.may_check(actor, minutes) or permissions.may_keep(actor, minutes.meeting.body)
    ):
        raise Refused(_("Only who checks or keeps the minutes may do this."))
    if minutes.state != State.CHECKED:
        raise Refused(_("Only checked minutes can be sent back."))
    reason = clean(reason, "reason", 500)
    minutes.state, minutes.checked_by, minutes.checked_at = State.DRAFT, None, None
    minutes.save(update_fields=["state", "checked_by", "checked_at"])
    notify(
        recipients=[minutes.written_by],
        text=_("The minutes came back: %(meeting)s. %(reason)s")
        % {"meeting": wording.full_name(minutes.meeting), "reason": reason[:200]},
        link=_link(minutes),
        key=f"minutes:{minutes.pk}:returned:{minutes.versions.count()}",
        email=True,
    )
    record(actor=actor, event=events.MINUTES_RETURNED, target=minutes, data={"reason": reason})
    return minutes


@transaction.atomic
def adopt_minutes(
    *,
    actor: Any,
    item: AgendaItem,
    notes: Mapping[int, str] | None = None,
    at: dt.datetime | None = None,
) -> Minutes:
    """Record that the meeting adopted earlier minutes in this item, with changes or without.

    `notes` maps the key of an item of those minutes to its text as the meeting wants it.
    """
    item = lock_item(actor, item)
    if item.adopts is None:
        raise Refused(_("This item adopts no minutes."))
    minutes = lock_minutes(item.adopts)
    if minutes.state != State.CHECKED:
        raise Refused(_("These minutes are not checked yet, or adopted already."))
    if notes:
        _change_texts(actor, minutes, notes, {})
        _keep_version(actor, minutes, wording.adopted_with_changes(item.meeting))
    minutes.state, minutes.adopted_in = State.ADOPTED, item
    minutes.adopted_at = at or timezone.now()
    minutes.save(update_fields=["state", "adopted_in", "adopted_at"])
    record(
        actor=actor,
        event=events.MINUTES_ADOPTED,
        target=minutes,
        data={"in": str(item.meeting), "changed": bool(notes)},
    )
    return minutes


def _change_texts(
    actor: Any, minutes: Minutes, notes: Mapping[int, str], resolutions: Mapping[int, str]
) -> None:
    items = {item.pk: item for item in minutes.meeting.items.all()}
    for pk, text in notes.items():
        if pk not in items:
            raise Refused(_("This item belongs to another meeting."))
        note = ItemNote.objects.filter(item=items[pk]).first() or ItemNote(item=items[pk])
        note.text = clean(text, f"note-{pk}", LONGEST_NOTE, is_needed=False)
        note.version += 1
        note.saved_by, note.saved_at = actor, timezone.now()
        note.save()
    rows = {row.pk: row for row in minutes.meeting.resolutions.all()}
    for pk, text in resolutions.items():
        if pk not in rows:
            raise Refused(_("This resolution belongs to another meeting."))
        rows[pk].text = clean(text, f"resolution-{pk}", LONGEST_NOTE)
        Resolution.objects.bulk_update([rows[pk]], ["text"])


@transaction.atomic
def correct_minutes(
    *,
    actor: Any,
    minutes: Minutes,
    reason: str,
    notes: Mapping[int, str] | None = None,
    resolutions: Mapping[int, str] | None = None,
) -> MinutesVersion:
    """Correct adopted minutes: a new version with its reason; the earlier ones stay."""
    lock_meeting(actor, minutes.meeting)
    minutes = lock_minutes(minutes)
    if not minutes.is_adopted or minutes.file_id is not None:
        raise Refused(_("Only adopted minutes of this program are corrected like this."))
    reason = clean(reason, "reason", 500)
    before = minutes.versions.first()
    _change_texts(actor, minutes, notes or {}, resolutions or {})
    version = _keep_version(actor, minutes, reason)
    if before is not None and before.digest == version.digest:
        raise Refused(_("Nothing was changed."), "reason")
    data = {"version": version.number, "sha256": version.digest, "reason": reason}
    record(actor=actor, event=events.MINUTES_CORRECTED, target=minutes, data=data)
    return version


@transaction.atomic
def publish_minutes(*, actor: Any, minutes: Minutes, withheld: Sequence[Withheld] = ()) -> Minutes:
    """Show adopted minutes to the public: in full, or without confidential items and named texts.

    Each text to withhold needs its legal ground and must stand in the minutes.
    """
    meeting = lock_meeting(actor, minutes.meeting)
    minutes = lock_minutes(minutes)
    if not minutes.is_adopted:
        raise Refused(_("Only adopted minutes are published."))
    if not meeting.body.is_public:
        raise Refused(_("The minutes of this body are internal."))
    version = minutes.versions.first()
    is_partial = bool(withheld)
    if version is not None:
        content = MinutesContent.from_json(version.content)
        _check_withheld(version, withheld)
        is_partial = is_partial or has_confidential(content)
    elif withheld:
        raise Refused(_("Nothing can be withheld from a file."), "withheld")
    minutes.withheld = [asdict(item) for item in withheld]
    minutes.publication = Minutes.Publication.REDACTED if is_partial else Minutes.Publication.FULL
    minutes.published_at, minutes.published_by = timezone.now(), actor
    minutes.save(update_fields=["withheld", "publication", "published_at", "published_by"])
    data = {"publication": minutes.publication, "withheld": len(withheld)}
    record(actor=actor, event=events.MINUTES_PUBLISHED, target=minutes, data=data)
    return minutes


def _check_withheld(version: MinutesVersion, withheld: Sequence[Withheld]) -> None:
    whole = json.dumps(version.content, ensure_ascii=False)
    for item in withheld:
        clean(item.ground, "ground", 300)
        text = clean(item.text, "withheld", 1000)
        if json.dumps(text, ensure_ascii=False)[1:-1] not in whole:
            raise Refused(
                _("This text does not stand in the minutes: %(text)s") % {"text": text[:60]},
                "withheld",
            )


@transaction.atomic
def withdraw_minutes(*, actor: Any, minutes: Minutes) -> Minutes:
    """Take minutes off the public page."""
    lock_meeting(actor, minutes.meeting)
    minutes = lock_minutes(minutes)
    if not minutes.is_public:
        raise Refused(_("These minutes are not published."))
    minutes.publication, minutes.published_at = Minutes.Publication.NONE, None
    minutes.published_by = None
    minutes.save(update_fields=["publication", "published_at", "published_by"])
    record(actor=actor, event=events.MINUTES_WITHDRAWN, target=minutes)
    return minutes
