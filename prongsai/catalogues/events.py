"""What the log can say about catalogues."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

CORRECTED = declare("catalogues.corrected", _("corrected a line of the year's catalogue"))
ADDED = declare("catalogues.added", _("added a line to the year's catalogue"))
CHECKED = declare("catalogues.checked", _("compared a line of the year's catalogue"))
WITHDRAWN = declare("catalogues.withdrawn", _("withdrew a correction of the year's catalogue"))
