"""Writes: adopted minutes are shown to the public, in full or in part, and taken off again."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.evidence import entries
from prongsai.meetings import events
from prongsai.meetings.content import MinutesContent, Withheld, has_confidential
from prongsai.meetings.models import Minutes, MinutesVersion, Progress
from prongsai.meetings.services.guards import clean, lock_meeting, lock_minutes


@transaction.atomic
def publish_minutes(
    *,
    actor: Any,
    minutes: Minutes,
    withheld: Sequence[Withheld] = (),
    progress: Collection[Progress] = (),
    digest: str = "",
) -> Minutes:
    """Show adopted minutes to the public: in full, or without confidential items and named texts.

    Each text to withhold needs its legal ground and must stand in the minutes. `progress` are the
    reports on their resolutions that the public may read. `digest` is that of the version that was
    looked at; another one is refused.
    """
    minutes = _lock_adopted(actor, minutes)
    version = minutes.versions.first()
    if version is not None:
        if digest and digest != version.digest:
            raise Refused(_("The minutes were corrected meanwhile. Look at the preview once more."))
        _check_withheld(version, withheld)
    elif withheld:
        raise Refused(_("Nothing can be withheld from a file."), "withheld")
    _check_progress(minutes, progress)
    minutes.withheld = [asdict(item) for item in withheld]
    minutes.publication = _extent(version, withheld)
    minutes.published_version = version.number if version else None
    minutes.published_at, minutes.published_by = timezone.now(), actor
    minutes.withdrawn_at, minutes.withdraw_reason = None, ""
    minutes.save()
    minutes.shown_progress.set(progress)
    entries.changed("meetings")
    entries.changed("resolutions")
    data = {"publication": minutes.publication, "withheld": len(withheld)}
    record(actor=actor, event=events.MINUTES_PUBLISHED, target=minutes, data=data)
    return minutes


def _lock_adopted(actor: Any, minutes: Minutes) -> Minutes:
    meeting = lock_meeting(actor, minutes.meeting)
    minutes = lock_minutes(minutes)
    if not minutes.is_adopted:
        raise Refused(_("Only adopted minutes are published."))
    if not meeting.body.is_public:
        raise Refused(_("The minutes of this body are internal."))
    return minutes


def _extent(version: MinutesVersion | None, withheld: Sequence[Withheld]) -> str:
    hides = version is not None and has_confidential(MinutesContent.from_json(version.content))
    is_partial = bool(withheld) or hides
    return Minutes.Publication.REDACTED if is_partial else Minutes.Publication.FULL


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


def _check_progress(minutes: Minutes, progress: Collection[Progress]) -> None:
    for report in progress:
        resolution = report.resolution
        if resolution.meeting_id != minutes.meeting_id or resolution.item.is_confidential:
            raise Refused(_("This report belongs to another matter."), "progress")


@transaction.atomic
def withdraw_minutes(*, actor: Any, minutes: Minutes, reason: str) -> Minutes:
    """Take minutes off the public page, which says so and why."""
    lock_meeting(actor, minutes.meeting)
    minutes = lock_minutes(minutes)
    if not minutes.is_public:
        raise Refused(_("These minutes are not published."))
    minutes.withdraw_reason = clean(reason, "reason", 500)
    minutes.withdrawn_at = timezone.now()
    minutes.publication, minutes.published_at = Minutes.Publication.NONE, None
    minutes.published_by = None
    minutes.save()
    page = reverse("public_meeting", args=[minutes.meeting.public_id])
    entries.changed("meetings", gone=page)
    entries.changed("resolutions", gone=page)
    record(
        actor=actor,
        event=events.MINUTES_WITHDRAWN,
        target=minutes,
        data={"reason": minutes.withdraw_reason},
    )
    return minutes
