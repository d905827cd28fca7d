"""What the log can say about evidence."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

ADDED = declare("evidence.added", _("added evidence"))
VERSION_ADDED = declare("evidence.version_added", _("added a new version of the evidence"))
CHANGED = declare("evidence.changed", _("changed the description of the evidence"))
