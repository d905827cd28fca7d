"""Writes: minutes are checked, adopted by a later meeting, corrected, published."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.common.errors import Refused
from prongsai.meetings import events, permissions, wording
from prongsai.meetings.models import AgendaItem, ItemNote, Minutes, MinutesVersion, Resolution
from prongsai.meetings.queries.minutes import list_checkers
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
    people = list_checkers(minutes)
    if not people:
        raise Refused(
            _(
                "Nobody can check these minutes: name a member of the body who does, with an account."
            )
        )
    minutes.asked_at = timezone.now()
    minutes.save(update_fields=["asked_at"])
    told = notify(
        recipients=people,
        text=_("Please check the minutes: %(meeting)s") % {"meeting": wording.full_name(meeting)},
        link=_link(minutes),
        key=f"minutes:{minutes.pk}:check:{minutes.asked_at.isoformat()}",
        email=True,
    )
    record(actor=actor, event=events.MINUTES_SENT, target=minutes)
    return told


@transaction.atomic
def check_minutes(
    *, actor: Any, minutes: Minutes, digest: str = "", at: dt.datetime | None = None
) -> MinutesVersion:
    """Say that the draft is right: it becomes a version, the record is closed.

    `digest` is that of the draft that was read (`papers.current_content`); another draft is refused.
    """
    _lock_row_of_meeting(minutes)
    minutes = lock_minutes(minutes)
    if not permissions.may_check(actor, minutes):
        raise Refused(
            _("Only who checks the minutes of this body may do this, not who wrote them.")
        )
    if minutes.state != State.DRAFT:
        raise Refused(_("These minutes are checked already."))
    if digest and digest != compose(minutes.meeting, writer=minutes.written_by).digest:
        raise Refused(_("The draft was changed while you read it. Look at it once more."))
    minutes.state, minutes.checked_by, minutes.asked_at = State.CHECKED, actor, None
    minutes.checked_at = at or timezone.now()
    minutes.save(update_fields=["state", "checked_by", "checked_at", "asked_at"])
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
    """Send minutes back to the writer: a draft that lies with the checkers, or checked ones.

    Checked ones become a draft again, and with them the record is open.
    """
    _lock_row_of_meeting(minutes)
    minutes = lock_minutes(minutes)
    is_checker = permissions.may_check(actor, minutes)
    if not (is_checker or permissions.may_keep(actor, minutes.meeting.body)):
        raise Refused(_("Only who checks or keeps the minutes may do this."))
    is_waiting = minutes.state == State.DRAFT and minutes.asked_at is not None and is_checker
    if minutes.state != State.CHECKED and not is_waiting:
        raise Refused(_("Only minutes that are checked or wait for it can be sent back."))
    reason = clean(reason, "reason", 500)
    minutes.state, minutes.checked_by, minutes.checked_at = State.DRAFT, None, None
    minutes.asked_at = None
    minutes.save(update_fields=["state", "checked_by", "checked_at", "asked_at"])
    notify(
        recipients=[minutes.written_by],
        text=_("The minutes came back: %(meeting)s. %(reason)s")
        % {"meeting": wording.full_name(minutes.meeting), "reason": reason[:200]},
        link=_link(minutes),
        key=f"minutes:{minutes.pk}:returned:{timezone.now().isoformat()}",
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
