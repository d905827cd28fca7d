"""What the log can say about disclosure."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

OPENED = declare("disclosure.opened", _("opened the year of disclosure"))
PUBLISHED = declare("disclosure.published", _("published the page of the year's disclosure"))
TAKEN_OFF = declare("disclosure.taken_off", _("took the page of the year's disclosure off"))
KEEPER_SET = declare("disclosure.keeper_set", _("said who keeps components of the item"))
PROOF_ADDED = declare("disclosure.proof_added", _("added a place that proves the item"))
PROOF_CHANGED = declare("disclosure.proof_changed", _("changed a place that proves the item"))
PROOF_WITHDRAWN = declare("disclosure.proof_withdrawn", _("withdrew a place that proves the item"))
PROOF_PINNED = declare("disclosure.proof_pinned", _("pinned what a register publishes to the item"))
PROOF_SET_ASIDE = declare(
    "disclosure.proof_set_aside", _("set aside what a register publishes under the item")
)
PROOF_TAKEN_BACK = declare(
    "disclosure.proof_taken_back", _("let a register speak for the item again")
)
CARRIED_OVER = declare("disclosure.carried_over", _("carried over from the year before"))
CHECK_ASKED = declare("disclosure.check_asked", _("asked for the checks"))
SNAPSHOT_TAKEN = declare("disclosure.snapshot_taken", _("froze what was public"))
SNAPSHOT_SEALED = declare("disclosure.snapshot_sealed", _("sealed the frozen page"))
