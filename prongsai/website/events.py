"""What the log says about the website."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

SITE_BEGUN = declare("website.begun", _("began the website"))
LOOK_CHANGED = declare("website.look_changed", _("changed the look of the website"))
CATEGORY_SAVED = declare("website.category_saved", _("saved the category of news"))
