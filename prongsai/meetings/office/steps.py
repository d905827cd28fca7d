"""From the agenda to the adopted minutes: where a meeting stands, and the next step of its keeper."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from prongsai.meetings.calendars import link_of
from prongsai.meetings.models import Meeting, Minutes

STAGES = ("agenda", "invite", "hold", "minutes", "adopt")


@dataclass(frozen=True)
class NextStep:
    """What to do now: one sentence, and the button that leads there (none: only wait)."""

    stage: str
    text: str
    label: str = ""
    address: str = ""


@dataclass(frozen=True)
class Stage:
    """A stage of the way; `state` is "done", "soon" for the one at hand, or empty."""

    label: str
    state: str


def find_next_step(
    meeting: Meeting,
    minutes: Minutes | None,
    *,
    on: dt.date,
    matters: int,
    has_members: bool,
    unread: int,
) -> NextStep | None:
    """The one next step; None when nothing is left, or nothing can be done (cancelled, imported).

    `matters` counts the items below the lines of the template, `unread` who has an account and has
    not read the invitation.
    """
    if meeting.is_imported or meeting.state == Meeting.State.CANCELLED:
        return None
    base = link_of(meeting)
    if meeting.state == Meeting.State.PLANNED:
        return _before_invitation(meeting, base, on, matters, has_members)
    if meeting.state == Meeting.State.INVITED:
        return _before_beginning(meeting, base, on, unread)
    if meeting.is_running:
        text = _("The meeting is under way: write down who is there and what is resolved.")
        return NextStep("hold", text, _("To the record"), f"{base}record/")
    return _after_meeting(meeting, base, minutes)


def _before_invitation(
    meeting: Meeting, base: str, on: dt.date, matters: int, has_members: bool
) -> NextStep:
    if not has_members:
        text = _("Nobody belongs to this body yet: add its members first.")
        return NextStep("agenda", text, _("To the bodies"), "/office/meetings/bodies/")
    if on >= meeting.day:
        return _to_open(base)
    if not matters:
        text = _("The agenda has only its usual headings: add the matters to talk about.")
        return NextStep("agenda", text, _("Prepare the agenda"), f"{base}agenda/")
    text = _("The agenda has %(n)s matters: look who is reached, and invite.") % {"n": matters}
    return NextStep("invite", text, _("Invite"), f"{base}invite/")


def _before_beginning(meeting: Meeting, base: str, on: dt.date, unread: int) -> NextStep:
    if on >= meeting.day:
        return _to_open(base)
    if unread:
        text = _("%(n)s people have not read the invitation yet.") % {"n": unread}
        return NextStep("hold", text, _("Remind them"), f"{base}invite/")
    return NextStep("hold", _("Everything is ready. On its day the meeting is opened here."))


def _to_open(base: str) -> NextStep:
    text = _("The day has come: open the meeting and write down who is there.")
    return NextStep("hold", text, _("Open the meeting"), f"{base}record/")


def _after_meeting(meeting: Meeting, base: str, minutes: Minutes | None) -> NextStep | None:
    address = f"{base}minutes/"
    if minutes is None or minutes.state == Minutes.State.DRAFT:
        text = _("The meeting was held: finish its minutes and have them checked.")
        return NextStep("minutes", text, _("To the minutes"), address)
    if not minutes.is_adopted:
        text = _("The minutes are checked. The next meeting of this body adopts them.")
        return NextStep("adopt", text, _("To the minutes"), address)
    if not minutes.is_public and meeting.body.is_public:
        text = _("The minutes are adopted: decide what the public reads.")
        return NextStep("publish", text, _("To the minutes"), address)
    return None


def list_stages(step: NextStep | None) -> list[Stage]:
    """The way of a meeting, with where it stands; `step` None: at its end."""
    labels = (
        _("Agenda"),
        _("Invitation"),
        _("Meeting"),
        _("Minutes of the meeting"),
        _("Adoption"),
    )
    at = STAGES.index(step.stage) if step and step.stage in STAGES else len(STAGES)
    states = ("done" if place < at else "soon" if place == at else "" for place in range(5))
    return [Stage(label, state) for label, state in zip(labels, states, strict=True)]
