"""Writes: minutes from before this program, as records with their date and number."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.meetings import events
from prongsai.meetings.models import Body, Meeting, Minutes
from prongsai.meetings.reading import check_file
from prongsai.meetings.rules import USUAL_HOURS
from prongsai.meetings.services.guards import lock_body
from prongsai.meetings.services.scheduling import BEGUN, renumber
from prongsai.meetings.wording import full_name
from prongsai.registerkit.attachments import keep_files
from prongsai.thai.calendar import BE_OFFSET


@dataclass(frozen=True)
class PastMeeting:
    """A meeting that was held before this program: its day and the number on its minutes."""

    held_on: dt.date
    number: int
    session: str = ""
    session_number: int = 0
    place: str = ""


@transaction.atomic
def import_all(
    *, actor: Any, body: Body, rows: Mapping[str, tuple[PastMeeting, tuple[bytes, str]]]
) -> list[Minutes]:
    """Keep several files at once, all or none; a refusal names the row: "number-<its key>"."""
    made = []
    for key, (past, upload) in rows.items():
        try:
            made.append(import_minutes(actor=actor, body=body, past=past, upload=upload))
        except Refused as refusal:
            field = f"{refusal.field}-{key}" if refusal.field else None
            raise Refused(refusal.message, field) from refusal
    return made


@transaction.atomic
def import_minutes(
    *, actor: Any, body: Body, past: PastMeeting, upload: tuple[bytes, str]
) -> Minutes:
    """Keep a file (PDF or DOCX) as the adopted minutes of a past meeting; later ones number on.

    Nobody knows what it tells: it is reserved, `permissions.may_open_file` says for whom.
    """
    body = lock_body(actor, body)
    _check(body, past)
    begins = timezone.make_aware(dt.datetime.combine(past.held_on, body.usual_time))
    ends = begins + dt.timedelta(hours=USUAL_HOURS)
    meeting = Meeting.objects.create(
        body=body,
        year=past.held_on.year + BE_OFFSET,
        number=past.number,
        session=past.session,
        session_number=past.session_number,
        state=Meeting.State.HELD,
        starts_at=begins,
        ends_at=ends,
        began_at=begins,
        ended_at=ends,
        place=(past.place.strip() or body.usual_place or "–")[:200],
        is_imported=True,
        created_by=actor,
    )
    try:
        check_file(*upload)
        (file,) = keep_files(
            actor=actor, uploads=[upload], title=full_name(meeting), is_reserved=True
        )
    except Refused as refusal:
        raise Refused(refusal.message, "upload") from refusal
    now = timezone.now()
    minutes = Minutes.objects.create(
        meeting=meeting, state=Minutes.State.ADOPTED, adopted_at=now, file=file
    )
    renumber(meeting)
    record(actor=actor, event=events.IMPORTED, target=meeting)
    return minutes


def _check(body: Body, past: PastMeeting) -> None:
    if past.held_on > timezone.localdate():
        raise Refused(_("This day lies in the future."), "held_on")
    if not 1 <= past.number <= 999:
        raise Refused(_("Write the number of the meeting."), "number")
    if bool(past.session) != body.is_council or bool(past.session) != (past.session_number > 0):
        raise Refused(_("The council's meetings have a session, others have none."), "session")
    same = body.meetings.filter(
        state__in=BEGUN,
        year=past.held_on.year + BE_OFFSET,
        number=past.number,
        session=past.session,
        session_number=past.session_number,
    )
    if same.exists():
        raise Refused(_("This number was given already in this year."), "number")
