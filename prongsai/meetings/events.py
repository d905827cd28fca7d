"""What the log can say about meetings."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

BODY_SAVED = declare("meetings.body_saved", _("saved the body"))
MEMBERS_CHANGED = declare("meetings.members_changed", _("changed the members of the body"))
SCHEDULED = declare("meetings.scheduled", _("scheduled meetings of the body"))
CHANGED = declare("meetings.changed", _("changed time or place of the meeting"))
CANCELLED = declare("meetings.cancelled", _("cancelled the meeting"))
INVITED = declare("meetings.invited", _("sent the invitations to the meeting"))
DOCUMENTS_CHANGED = declare(
    "meetings.documents_changed", _("changed the documents of the invitation")
)
AGENDA_CHANGED = declare("meetings.agenda_changed", _("changed the agenda of the meeting"))
FILED = declare("meetings.filed", _("filed the division's report for the meeting"))
BEGUN = declare("meetings.begun", _("opened the meeting"))
ATTENDANCE_RECORDED = declare("meetings.attendance_recorded", _("recorded who attends the meeting"))
VOTE_RECORDED = declare("meetings.vote_recorded", _("recorded a vote of the meeting"))
RESOLVED = declare("meetings.resolved", _("recorded a resolution"))
RESOLUTION_CHANGED = declare("meetings.resolution_changed", _("changed the resolution"))
CONCERN_RAISED = declare("meetings.concern_raised", _("recorded a problem or suggestion"))
ENDED = declare("meetings.ended", _("ended the meeting"))
PROGRESS_REPORTED = declare("meetings.progress_reported", _("reported on the resolution"))
RESOLUTION_CLOSED = declare("meetings.resolution_closed", _("closed the resolution"))
RESOLUTION_REOPENED = declare("meetings.resolution_reopened", _("reopened the resolution"))
MINUTES_SENT = declare("meetings.minutes_sent", _("asked for a check of the minutes"))
MINUTES_CHECKED = declare("meetings.minutes_checked", _("checked the minutes"))
MINUTES_RETURNED = declare("meetings.minutes_returned", _("sent the minutes back for changes"))
MINUTES_ADOPTED = declare("meetings.minutes_adopted", _("recorded the adoption of the minutes"))
MINUTES_CORRECTED = declare("meetings.minutes_corrected", _("corrected the adopted minutes"))
MINUTES_PUBLISHED = declare("meetings.minutes_published", _("published the minutes"))
MINUTES_WITHDRAWN = declare("meetings.minutes_withdrawn", _("took the minutes off the public page"))
IMPORTED = declare("meetings.imported", _("added minutes from before this program"))
FEED_MADE = declare("meetings.feed_made", _("made an address for calendar programs"))
