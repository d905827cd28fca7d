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
REPORT_APPROVED = declare("measures.report_approved", _("approved the annual report"))
REPORT_REFUSED = declare("measures.report_refused", _("did not approve the annual report"))
REPORT_WITHDRAWN = declare("measures.report_withdrawn", _("withdrew the annual report"))
PLAN_SUBMITTED = declare("measures.plan_submitted", _("submitted the plan for approval"))
PLAN_ANNOUNCED = declare("measures.plan_announced", _("approved the plan: it is announced"))
PLAN_NOT_APPROVED = declare(
    "measures.plan_not_approved", _("ended the approval of the plan without announcing it")
)
PUBLISHED = declare("measures.published", _("published a version on the public page"))
REPORT_RETURNED = declare("measures.report_returned", _("returned the annual report"))
WORDING_CHANGED = declare("measures.wording_changed", _("changed the wording of the report"))
EXAMPLE_LOADED = declare("measures.example_loaded", _("loaded the example organisation"))
declare_words(
    {
        "topic": _("topic"),
        "title": _("title"),
        "period_text": _("period"),
        "state": _("state"),
        "state_reason": _("reason"),
        "changed": _("Amended"),
        "added": _("Added"),
        "postponed": _("Postponed"),
        "cancelled": _("Cancelled"),
        "resumed": _("Resumed"),
        "planned": _("not started"),
        "in-progress": _("in progress"),
        "finished": _("done"),
        "number": _("number"),
        "period": _("period"),
        "units": _("responsible divisions"),
        "evidence": _("evidence"),
        "step": _("step"),
        "steps": _("steps"),
        "output": _("output"),
        "outputs": _("outputs"),
        "outcome": _("outcome"),
        "expected_outputs": _("expected outputs"),
        "expected_outcome": _("expected outcome"),
        "indicator": _("indicator"),
        "spelling": _("spelling"),
        "findings": _("findings it answers"),
        "follow_up": _("follow-up and reporting"),
        "waiting": _("not started"),
        "doing": _("in progress"),
        "done": _("done"),
    }
)
