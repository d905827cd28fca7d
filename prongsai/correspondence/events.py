"""What the log can say about papers."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

NUMBER_TAKEN = declare("correspondence.number_taken", _("took a number of the register"))
NEXT_NUMBER_SET = declare(
    "correspondence.next_number_set", _("set the next number of the register")
)
CERTIFICATE_MADE = declare(
    "correspondence.certificate_made", _("made the certificate of the organization's seal")
)
SEALED = declare("correspondence.sealed", _("sealed the approved document"))
