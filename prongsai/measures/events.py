"""What the log can say about measures."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare, declare_words

PLAN_CREATED = declare("measures.plan_created", _("created the plan"))
PLAN_IMPORTED = declare("measures.plan_imported", _("imported measures"))
PLAN_COPIED = declare("measures.plan_copied", _("copied measures of an earlier year"))
PLAN_PUBLISHED = declare("measures.plan_published", _("put the plan on the public page"))
PLAN_UNPUBLISHED = declare("measures.plan_unpublished", _("took the plan off the public page"))
MEASURE_ADDED = declare("measures.measure_added", _("added the measure"))
MEASURE_CHANGED = declare("measures.measure_changed", _("changed the measure"))
MEASURE_DELETED = declare("measures.measure_deleted", _("deleted the measure"))
MEASURE_STOPPED = declare("measures.measure_stopped", _("postponed or cancelled the measure"))
MEASURE_RESUMED = declare("measures.measure_resumed", _("resumed the measure"))
STEP_CHANGED = declare("measures.step_changed", _("recorded progress of a step"))
RESULT_CHANGED = declare("measures.result_changed", _("recorded a result"))
EVIDENCE_ATTACHED = declare("measures.evidence_attached", _("attached evidence"))
EVIDENCE_DETACHED = declare("measures.evidence_detached", _("detached evidence"))
DATA_REQUESTED = declare("measures.data_requested", _("asked a division for data"))
DATA_ANSWERED = declare("measures.data_answered", _("answered the request for data"))
REQUEST_CLOSED = declare("measures.request_closed", _("closed the request for data"))
WARNING_DISMISSED = declare("measures.warning_dismissed", _("dismissed a warning"))
WARNING_RESTORED = declare("measures.warning_restored", _("restored a warning"))
SPELLING_FIXED = declare("measures.spelling_fixed", _("corrected the spelling of a name"))
REPORT_SUBMITTED = declare("measures.report_submitted", _("handed in the annual report"))
REPORT_APPROVED = declare(
    "measures.report_approved", _("recorded the approval of the annual report on paper")
)
REPORT_RETURNED = declare("measures.report_returned", _("returned the annual report"))
WORDING_CHANGED = declare("measures.wording_changed", _("changed the wording of the report"))
EXAMPLE_LOADED = declare("measures.example_loaded", _("loaded the example organisation"))
declare_words(
    {
        "title": _("title"),
        "number": _("number"),
        "period": _("period"),
        "units": _("responsible divisions"),
        "step": _("step"),
        "steps": _("steps"),
        "output": _("output"),
        "outputs": _("outputs"),
        "outcome": _("outcome"),
        "expected_outputs": _("expected outputs"),
        "expected_outcome": _("expected outcome"),
        "indicator": _("indicator"),
        "spelling": _("spelling"),
        "waiting": _("not started"),
        "doing": _("in progress"),
        "done": _("done"),
    }
)
