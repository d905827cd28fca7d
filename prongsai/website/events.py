"""What the log says about the website."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

SITE_BEGUN = declare("website.begun", _("began the website"))
PAGE_CONFIRMED = declare("website.page_confirmed", _("found a page of the website still right"))
KEEPERS_DRAFTED = declare(
    "website.keepers_drafted", _("drafted the order that appoints the keepers of the website")
)
MONTH_DRAFTED = declare("website.month_drafted", _("drafted the monthly report of the website"))
CARE_SET = declare(
    "website.care_set", _("said whether monthly reports of the website draft themselves")
)
EDITOR_APPOINTED = declare("website.editor_appointed", _("named an editor of the website"))
EDITOR_DISMISSED = declare("website.editor_dismissed", _("dismissed an editor of the website"))
MODERATION_ON = declare("website.moderation_on", _("has pages looked at before they are public"))
MODERATION_OFF = declare("website.moderation_off", _("lets editors make pages public themselves"))
PAGE_CREATED = declare("website.page_created", _("made the page"))
PAGE_PUBLISHED = declare("website.page_published", _("made the page public"))
PAGE_SCHEDULED = declare("website.page_scheduled", _("scheduled the page to be public"))
PAGE_UNPUBLISHED = declare("website.page_unpublished", _("took the page off the website"))
PAGE_MOVED = declare("website.page_moved", _("moved the page"))
PAGE_DELETED = declare("website.page_deleted", _("deleted the page"))
PAGE_REVERTED = declare("website.page_reverted", _("went back to an earlier text of the page"))
PAGE_SUBMITTED = declare("website.page_submitted", _("handed the page in to be looked at"))
PAGE_SENT_BACK = declare("website.page_sent_back", _("sent the page back"))
FILE_ADDED = declare("website.file_added", _("added a file of the website"))
FILE_CHANGED = declare("website.file_changed", _("changed a file of the website"))
FILE_DELETED = declare("website.file_deleted", _("deleted a file of the website"))
WARNING_DISMISSED = declare("website.warning_dismissed", _("set a warning about a document aside"))
CARDS_FORGOTTEN = declare(
    "website.cards_forgotten", _("deleted photographs and contacts of people who left")
)
LINKS_CHECKED = declare("website.links_checked", _("had the links of the website checked"))
LOOK_CHANGED = declare("website.look_changed", _("changed the look of the website"))
CATEGORY_SAVED = declare("website.category_saved", _("saved the category of news"))

QUESTION_ASKED = declare("website.question_asked", _("received a question of the public"))
QUESTION_ASSIGNED = declare("website.question_assigned", _("gave the question to a division"))
QUESTION_ANSWERED = declare("website.question_answered", _("wrote the answer"))
QUESTION_SENT_BACK = declare("website.question_sent_back", _("sent the answer back"))
QUESTION_PUBLISHED = declare("website.question_published", _("published question and answer"))
QUESTION_WITHHELD = declare("website.question_withheld", _("did not publish question and answer"))
QUESTION_REJECTED = declare(
    "website.question_rejected", _("rejected the question and deleted its text")
)
CONTACTS_FORGOTTEN = declare(
    "website.contacts_forgotten", _("deleted names and addresses of askers")
)
