"""What the log can say about circulars."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

STARTED = declare("circulars.started", _("circulated the document"))
PEOPLE_ADDED = declare("circulars.people_added", _("added people to the circular"))
ACKNOWLEDGED = declare("circulars.acknowledged", _("acknowledged the document"))
EXEMPTED = declare("circulars.exempted", _("exempted a person from the circular"))
EXEMPTION_LIFTED = declare(
    "circulars.exemption_lifted", _("lifted a person's exemption from the circular")
)
LINKS_MADE = declare("circulars.links_made", _("made personal links for the circular"))
SHEET_RECORDED = declare("circulars.sheet_recorded", _("recorded a signature sheet"))
CLOSED = declare("circulars.closed", _("closed the circular"))
CERTIFICATE_KEPT = declare(
    "circulars.certificate_kept", _("kept the certificate of the circular as evidence")
)
