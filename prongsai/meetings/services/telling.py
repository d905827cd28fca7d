"""Notices of a meeting to the people of its list, with an entry for their calendars."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from prongsai.channels.services import Attachment, notify
from prongsai.correspondence.render import render_pdf
from prongsai.meetings.calendars import MEDIA_TYPE, link_of, make_calendar
from prongsai.meetings.models import Meeting
from prongsai.meetings.papers import agenda_document
from prongsai.meetings.wording import full_name, when


def tell_invited(meeting: Meeting) -> int:
    """The invitation with the agenda; returns how many accounts were told.

    Mail is read anywhere: confidential items are withheld in it.
    """
    text = _("You are invited: %(meeting)s, %(when)s, %(place)s")
    agenda = render_pdf(agenda_document(meeting, sees_confidential=False))
    return _tell(meeting, text, "invited", "REQUEST", [("agenda.pdf", agenda, "application/pdf")])


def tell_changed(meeting: Meeting) -> int:
    """That time or place are others now."""
    text = _("Changed: %(meeting)s, now %(when)s, %(place)s")
    return _tell(meeting, text, f"changed-{meeting.revision}", "REQUEST")


def tell_cancelled(meeting: Meeting) -> int:
    """That it will not take place."""
    text = _("Cancelled: %(meeting)s, %(when)s. %(reason)s")
    return _tell(meeting, text, "cancelled", "CANCEL")


def _tell(
    meeting: Meeting, text: str, cause: str, method: str, papers: Sequence[Attachment] = ()
) -> int:
    facts = {
        "meeting": full_name(meeting),
        "when": when(meeting),
        "place": meeting.place,
        "reason": meeting.cancel_reason,
    }
    media_type = f'{MEDIA_TYPE}; charset="utf-8"; method={method}'
    people = meeting.attendances.filter(user__is_active=True).select_related("user")
    return notify(
        recipients=[row.user for row in people],
        text=text % facts,
        link=link_of(meeting),
        key=f"meeting:{meeting.pk}:{cause}",
        email=True,
        attachments=[
            ("meeting.ics", make_calendar([meeting], method=method), media_type),
            *papers,
        ],
    )
