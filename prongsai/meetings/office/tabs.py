"""The tabs of the meetings' pages: of the register, and of one meeting."""

from typing import Any

from django.utils.translation import gettext as _

from prongsai.meetings import permissions
from prongsai.meetings.calendars import link_of
from prongsai.meetings.models import Meeting

ROOT = "/office/meetings/"


def register_tabs(user: Any, tab: str) -> dict[str, Any]:
    """Meetings, what was resolved, what was raised, and for who keeps them the bodies."""
    tabs = [
        ("index", _("Meetings"), ROOT),
        ("resolutions", _("Resolutions"), f"{ROOT}resolutions/"),
        ("concerns", _("Problems and suggestions"), f"{ROOT}concerns/"),
    ]
    if permissions.may_manage_bodies(user):
        tabs.append(("bodies", _("Bodies"), f"{ROOT}bodies/"))
    return {"tab": tab, "tabs": tabs}


def meeting_tabs(user: Any, meeting: Meeting, tab: str) -> dict[str, Any]:
    """A meeting from its invitation to its minutes; only what there is at its stage."""
    base = link_of(meeting)
    keeps = permissions.may_keep(user, meeting.body)
    is_past = meeting.is_held or meeting.is_running
    tabs = [("overview", _("Meeting"), base), ("agenda", _("Agenda"), f"{base}agenda/")]
    if meeting.body.has_filings and not meeting.is_imported:
        tabs.append(("filing", _("Reports of divisions"), f"{base}filing/"))
    if is_past and not meeting.is_imported:
        tabs.append(("record", _("Record"), f"{base}record/"))
    if meeting.is_held:
        tabs.append(("minutes", _("Minutes of the meeting"), f"{base}minutes/"))
    return {"meeting": meeting, "tab": tab, "tabs": tabs, "keeps": keeps}
