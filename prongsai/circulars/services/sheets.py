"""A signature sheet on paper comes back: photos and ticks are kept together, or not at all."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.circulars import events
from prongsai.circulars.models import Circulation, Recipient, Sheet
from prongsai.circulars.services.acknowledging import write_acknowledgement
from prongsai.circulars.services.people import lock_managed
from prongsai.common.errors import Refused
from prongsai.evidence.services import add_files


@transaction.atomic
def record_sheet(
    *,
    actor: Any,
    circulation: Circulation,
    uploads: Sequence[tuple[bytes, str]],
    signed: Mapping[int, dt.date],
    at: dt.datetime | None = None,
) -> list[Recipient]:
    """Count who signed on paper: `signed` maps the recipient's key to the day of the signature.

    The photos become internal evidence. Raises `Refused` for a day outside the circular's time, or
    a person who acknowledged meanwhile.
    """
    at = at or timezone.now()
    circulation = lock_managed(actor, circulation)
    if not uploads:
        raise Refused(_("Add a photo of the sheet."), "uploads")
    if not signed:
        raise Refused(_("Tick who signed."), "on")
    started, today = timezone.localdate(circulation.started_at), timezone.localdate(at)
    for pk, day in signed.items():
        if not started <= day <= today:
            message = _("The day lies before the circular began, or in the future.")
            raise Refused(message, f"on-{pk}")
    waiting = circulation.recipients.select_for_update(of=("self",)).filter(pk__in=list(signed))
    people = {row.pk: row for row in waiting}
    if any(pk not in people or not people[pk].is_waiting for pk in signed):
        raise Refused(_("Somebody of the list has acknowledged meanwhile. Look again."))
    sheet = _keep(actor, circulation, uploads, at)
    for pk, day in signed.items():
        people[pk].circulation = circulation
        method = Recipient.Method.SHEET
        write_acknowledgement(people[pk], method=method, on=day, at=at, sheet=sheet)
    data = {"people": len(signed), "photos": len(uploads), "sha256": circulation.digest}
    record(actor=actor, event=events.SHEET_RECORDED, target=circulation, data=data)
    return [people[pk] for pk in signed]


def _keep(
    actor: Any, circulation: Circulation, uploads: Sequence[tuple[bytes, str]], at: dt.datetime
) -> Sheet:
    title = _("Signature sheet: %(title)s") % {"title": circulation.title}
    photos = add_files(
        actor=actor,
        uploads=uploads,
        captions=[title] * len(uploads),
        owner=circulation.division,
    )
    sheet = Sheet.objects.create(circulation=circulation, recorded_by=actor, recorded_at=at)
    sheet.photos.set(photos)
    return sheet
