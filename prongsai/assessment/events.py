"""What the log can say about results of the assessment and their analysis."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare, declare_words

SAVED = declare("assessment.result_saved", _("recorded the result of the assessment"))
REMOVED = declare("assessment.result_removed", _("took the result of the assessment away"))
ADDRESSES_SAVED = declare("assessment.addresses_saved", _("changed the addresses of the surveys"))
PEERS_SAVED = declare("assessment.peers_saved", _("imported the results of other agencies"))
PEERS_REMOVED = declare("assessment.peers_removed", _("took the results of other agencies away"))
OWN_CHOSEN = declare("assessment.own_chosen", _("said which of the published results is its own"))
PULSE_OPENED = declare("assessment.pulse_opened", _("began a survey of its own"))
PULSE_CLOSED = declare("assessment.pulse_closed", _("ended a survey of its own"))
FINDINGS_PREFILLED = declare(
    "assessment.findings_prefilled", _("made findings from the scores of a result")
)
FINDING_ADDED = declare("assessment.finding_added", _("wrote a finding of the analysis"))
FINDING_CHANGED = declare("assessment.finding_changed", _("changed a finding of the analysis"))
FINDING_MOVED = declare("assessment.finding_moved", _("moved a finding of the analysis"))
FINDING_SET_ASIDE = declare("assessment.finding_set_aside", _("set a finding aside"))
FINDING_RESTORED = declare(
    "assessment.finding_restored", _("took a finding back into the analysis")
)

declare_words(
    {
        "version": _("version"),
        "origin": _("origin"),
        "scores": _("scores"),
        "rows": _("rows"),
        "finding": _("finding"),
        "findings_made": _("findings made"),
    }
)
