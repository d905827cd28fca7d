"""What the log can say about papers."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

NUMBER_TAKEN = declare("correspondence.number_taken", _("took a number of the register"))
NEXT_NUMBER_SET = declare(
    "correspondence.next_number_set", _("set the next number of the register")
)
REGISTER_ARCHIVED = declare(
    "correspondence.register_archived", _("took an archive of the register")
)
PAPER_DRAFTED = declare("correspondence.paper_drafted", _("drafted a paper"))
PAPER_CHANGED = declare("correspondence.paper_changed", _("changed the draft of a paper"))
PAPER_DELETED = declare("correspondence.paper_deleted", _("deleted the draft of a paper"))
PAPER_SUBMITTED = declare("correspondence.paper_submitted", _("put a paper forward for signature"))
PAPER_ISSUED = declare("correspondence.paper_issued", _("issued a paper"))
PAPER_NOT_ISSUED = declare("correspondence.paper_not_issued", _("a paper was not issued"))
PAPER_PUBLISHED = declare("correspondence.paper_published", _("published a paper"))
PAPER_UNPUBLISHED = declare("correspondence.paper_unpublished", _("took a paper off the site"))
TEMPLATE_ADDED = declare("correspondence.template_added", _("added a template"))
TEMPLATE_RETIRED = declare("correspondence.template_retired", _("took a template out of use"))
CERTIFICATE_MADE = declare(
    "correspondence.certificate_made", _("made the certificate of the organization's seal")
)
SEALED = declare("correspondence.sealed", _("sealed the approved document"))
