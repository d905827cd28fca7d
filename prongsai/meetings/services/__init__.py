"""The door of the app: what others may ask `meetings` to write."""

from prongsai.meetings.services.agenda import (
    ItemDraft,
    add_item,
    change_item,
    fill_agenda,
    remove_item,
    reorder,
)
from prongsai.meetings.services.bodies import Member, add_member, end_member, save_body
from prongsai.meetings.services.conflicts import Conflict
from prongsai.meetings.services.filing import Boxes, file_division
from prongsai.meetings.services.following import (
    drop_resolution,
    reopen_resolution,
    report_progress,
)
from prongsai.meetings.services.holding import (
    Presence,
    begin_meeting,
    end_meeting,
    let_preside,
    mark_rest_present,
    record_attendance,
)
from prongsai.meetings.services.importing import PastMeeting, import_minutes
from prongsai.meetings.services.inviting import (
    add_guest,
    invite,
    make_feed,
    mark_invitation_read,
    remove_guest,
)
from prongsai.meetings.services.minutes import (
    adopt_minutes,
    ask_for_check,
    check_minutes,
    correct_minutes,
    publish_minutes,
    return_minutes,
    withdraw_minutes,
)
from prongsai.meetings.services.recording import (
    Count,
    ResolutionDraft,
    change_resolution,
    raise_concern,
    record_resolution,
    record_roll_call,
    record_vote,
    remove_resolution,
    save_note,
)
from prongsai.meetings.services.reminders import remind
from prongsai.meetings.services.scheduling import (
    Slot,
    cancel_meeting,
    change_meeting,
    draft_schedule,
    plan_meeting,
)

__all__ = [
    "Boxes",
    "Conflict",
    "Count",
    "ItemDraft",
    "Member",
    "PastMeeting",
    "Presence",
    "ResolutionDraft",
    "Slot",
    "add_guest",
    "add_item",
    "add_member",
    "adopt_minutes",
    "ask_for_check",
    "begin_meeting",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "change_resolution",
    "check_minutes",
    "correct_minutes",
    "draft_schedule",
    "drop_resolution",
    "end_meeting",
    "end_member",
    "file_division",
    "fill_agenda",
    "import_minutes",
    "invite",
    "let_preside",
    "make_feed",
    "mark_invitation_read",
    "mark_rest_present",
    "plan_meeting",
    "publish_minutes",
    "raise_concern",
    "record_attendance",
    "record_resolution",
    "record_roll_call",
    "record_vote",
    "remind",
    "remove_guest",
    "remove_item",
    "remove_resolution",
    "reopen_resolution",
    "reorder",
    "report_progress",
    "return_minutes",
    "save_body",
    "save_note",
    "withdraw_minutes",
]
