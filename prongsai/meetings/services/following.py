"""Writes: resolutions after the meeting, until they are done."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.evidence.models import Evidence
from prongsai.meetings import events, permissions
from prongsai.meetings.models import Progress, Resolution
from prongsai.meetings.rules import LONGEST_NOTE
from prongsai.meetings.services.guards import clean, lock_resolution
from prongsai.registerkit.attachments import Uploads, keep_files

State = Resolution.State


def _lock(actor: Any, resolution: Resolution) -> Resolution:
    resolution = lock_resolution(resolution)
    if not permissions.may_report(actor, resolution):
        raise Refused(_("Only who has to act and the secretaries of the body may do this."))
    return resolution


@transaction.atomic
def report_progress(
    *,
    actor: Any,
    resolution: Resolution,
    text: str,
    uploads: Uploads = (),
    evidence: Sequence[Evidence] = (),
    is_done: bool = False,
) -> Progress:
    """Say what was done, with files or proofs that exist already; `is_done` closes the resolution.

    Files about a confidential item are reserved: the lists of evidence do not know them.
    """
    resolution = _lock(actor, resolution)
    if not resolution.is_open:
        raise Refused(_("This resolution is closed already."))
    made = Progress.objects.create(
        resolution=resolution, text=clean(text, "text", LONGEST_NOTE), written_by=actor
    )
    is_secret = resolution.item.is_confidential
    files = keep_files(
        actor=actor,
        uploads=uploads,
        title=str(resolution) if is_secret else made.text[:200],
        owner=resolution.division,
        is_reserved=is_secret,
    )
    made.evidence.set([*evidence, *files])
    record(actor=actor, event=events.PROGRESS_REPORTED, target=resolution)
    if is_done:
        _close(actor, resolution, State.DONE, made.text[:500])
    return made


def _close(actor: Any, resolution: Resolution, state: str, note: str) -> None:
    resolution.state, resolution.closing_note = state, note
    resolution.closed_by, resolution.closed_at = actor, timezone.now()
    resolution.save(update_fields=["state", "closing_note", "closed_by", "closed_at"])
    record(actor=actor, event=events.RESOLUTION_CLOSED, target=resolution, data={"state": state})


@transaction.atomic
def drop_resolution(*, actor: Any, resolution: Resolution, reason: str) -> Resolution:
    """End a resolution that is no longer needed; the secretaries alone, with a reason."""
    resolution = lock_resolution(resolution)
    if not permissions.may_keep(actor, resolution.meeting.body):
        raise Refused(_("Only the secretaries of this body may do this."))
    if not resolution.is_open:
        raise Refused(_("This resolution is closed already."))
    _close(actor, resolution, State.DROPPED, clean(reason, "reason", 500))
    return resolution


@transaction.atomic
def reopen_resolution(*, actor: Any, resolution: Resolution) -> Resolution:
    """Take a closed resolution up again; the secretaries alone."""
    resolution = lock_resolution(resolution)
    if not permissions.may_keep(actor, resolution.meeting.body):
        raise Refused(_("Only the secretaries of this body may do this."))
    if resolution.state not in (State.DONE, State.DROPPED):
        raise Refused(_("This resolution is not closed."))
    resolution.state, resolution.closing_note = State.OPEN, ""
    resolution.closed_by, resolution.closed_at = None, None
    resolution.save(update_fields=["state", "closing_note", "closed_by", "closed_at"])
    record(actor=actor, event=events.RESOLUTION_REOPENED, target=resolution)
    return resolution
