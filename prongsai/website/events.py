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
