"""What the log can say about the organisation."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

CREATED = declare("organization.created", _("created the organisation"))
PROFILE_CHANGED = declare("organization.profile_changed", _("changed the organisation's profile"))
EMBLEM_CHANGED = declare(
    "organization.emblem_changed", _("changed the emblem at the head of official papers")
)
EMBLEM_REMOVED = declare(
    "organization.emblem_removed", _("removed the emblem at the head of official papers")
)
DIVISION_ADDED = declare("organization.division_added", _("added the division"))
DIVISION_CHANGED = declare("organization.division_changed", _("changed the division"))
POSITION_ADDED = declare("organization.position_added", _("added the position"))
POSITION_CHANGED = declare("organization.position_changed", _("changed the position"))
APPOINTED = declare("organization.appointed", _("recorded who holds the position"))
TENURE_ENDED = declare("organization.tenure_ended", _("ended the holding of the position"))
ACTING_APPOINTED = declare("organization.acting_appointed", _("recorded who acts for the position"))
ACTING_ENDED = declare("organization.acting_ended", _("ended the acting appointment"))
HOLIDAY_ADDED = declare("organization.holiday_added", _("added the holiday"))
HOLIDAY_REMOVED = declare("organization.holiday_removed", _("removed the holiday"))
WORDING_SAVED = declare("organization.wording_saved", _("wrote a wording of acting"))
