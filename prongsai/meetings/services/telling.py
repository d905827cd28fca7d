"""Notices of a meeting to the people of its list, with an entry for their calendars."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.channels.services import Attachment, notify
from prongsai.correspondence.render import render_pdf
from prongsai.evidence import files
from prongsai.meetings.calendars import MEDIA_TYPE, link_of, make_calendar
from prongsai.meetings.models import Attendance, Meeting
from prongsai.meetings.papers import agenda_document
from prongsai.meetings.wording import full_name, when

# Of all documents of one mail; the others are in the office.
MOST_BYTES = 5_000_000


def tell_invited(meeting: Meeting) -> int:
    """The invitation with the agenda; returns how many accounts were told.

    Mail is read anywhere: confidential items are withheld in it.
    """
    text = _("You are invited: %(meeting)s, %(when)s, %(place)s")
    return _tell(meeting, text, "invited", "REQUEST", papers=_papers(meeting))


def tell_again(meeting: Meeting, waiting: "QuerySet[Attendance]") -> int:
    """A reminder of the invitation to these people, once a day."""
    text = _("Please look at the invitation: %(meeting)s, %(when)s, %(place)s")
    cause = f"again-{timezone.localdate():%Y-%m-%d}"
    return _tell(meeting, text, cause, "REQUEST", people=waiting, papers=_papers(meeting))


def _papers(meeting: Meeting) -> list[Attachment]:
    """The agenda, and the documents of the invitation as long as they fit into a mail."""
    agenda = render_pdf(agenda_document(meeting, sees_confidential=False))
    papers = [("agenda.pdf", agenda, "application/pdf")]
    room = MOST_BYTES
    for document in meeting.documents.prefetch_related("versions"):
        version = document.versions.all()[0]
        room -= version.size
        if room >= 0:
            papers.append((version.file_name, files.read(version.sha256), version.media_type))
    return papers


def tell_changed(meeting: Meeting) -> int:
    """That time or place are others now."""
    text = _("Changed: %(meeting)s, now %(when)s, %(place)s")
    return _tell(meeting, text, f"changed-{meeting.revision}", "REQUEST")


def tell_cancelled(meeting: Meeting) -> int:
    """That it will not take place."""
    text = _("Cancelled: %(meeting)s, %(when)s. %(reason)s")
    return _tell(meeting, text, "cancelled", "CANCEL")


def tell_removed(meeting: Meeting, guest: Attendance) -> int:
    """That a guest need not come."""
    text = _("You need not come any more: %(meeting)s, %(when)s")
    people = meeting.attendances.filter(pk=guest.pk)
    return _tell(meeting, text, f"removed-{guest.pk}", "CANCEL", people=people)


def _tell(
    meeting: Meeting,
    text: str,
    cause: str,
    method: str,
    *,
    people: "QuerySet[Attendance] | None" = None,
    papers: Sequence[Attachment] = (),
) -> int:
    facts = {
        "meeting": full_name(meeting),
        "when": when(meeting),
        "place": meeting.place,
        "reason": meeting.cancel_reason,
    }
    media_type = f'{MEDIA_TYPE}; charset="utf-8"; method={method}'
    called = meeting.attendances.all() if people is None else people
    found = called.filter(user__is_active=True).select_related("user")
    return notify(
        recipients=[row.user for row in found],
        text=text % facts,
        link=link_of(meeting),
        key=f"meeting:{meeting.pk}:{cause}",
        email=True,
        attachments=[
            ("meeting.ics", make_calendar([meeting], method=method), media_type),
            *papers,
        ],
    )
