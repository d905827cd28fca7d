"""What the log says about search."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

PROMOTED = declare("search.promoted", _("put an answer on top of search"))
PROMOTION_CHANGED = declare("search.promotion_changed", _("changed an answer on top of search"))
PROMOTION_REMOVED = declare("search.promotion_removed", _("took an answer off the top of search"))
UNFOUND_CLEARED = declare("search.unfound_cleared", _("cleared a question without an answer"))
