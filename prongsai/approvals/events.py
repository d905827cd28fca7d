"""What the log can say about approvals."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare, declare_words

SUBMITTED = declare("approvals.submitted", _("submitted the document for approval"))
RESUBMITTED = declare("approvals.resubmitted", _("submitted the corrected document again"))
SIGNED = declare("approvals.signed", _("signed a step of the document"))
APPROVED = declare("approvals.approved", _("approved the document"))
REFUSED = declare("approvals.refused", _("did not approve the document"))
RETURNED = declare("approvals.returned", _("returned the document for correction"))
WITHDRAWN = declare("approvals.withdrawn", _("withdrew the document"))
PAPER_RECORDED = declare("approvals.paper_recorded", _("recorded a signature on paper"))
CHAIN_CHANGED = declare("approvals.chain_changed", _("changed the chain of approval"))
declare_words({"report": _("reporter"), "opinion": _("opinion"), "decide": _("decision")})
