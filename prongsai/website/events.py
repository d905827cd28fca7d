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
