"""The door of the app: what others may ask `measures` to write."""

from prongsai.measures.services.announcements import (
    follow_plan,
    has_open_amendments,
    has_unapproved_changes,
    submit_plan,
)
from prongsai.measures.services.answering import answer_finding, link_findings
from prongsai.measures.services.dismissals import dismiss_warning, fix_spelling, restore_warning
from prongsai.measures.services.drafts import MeasureDraft
from prongsai.measures.services.imports import save_import
from prongsai.measures.services.indicators import (
    add_indicator,
    record_indicator,
    remove_indicator,
)
from prongsai.measures.services.lines import (
    change_expectations,
    change_expected_outputs,
    change_steps,
)
from prongsai.measures.services.measures import (
    add_measure,
    change_expected_outcome,
    change_follow_up,
    change_period,
    change_place,
    change_responsible,
    change_title,
    delete_measure,
    resume_measure,
    stop_measure,
)
from prongsai.measures.services.origins import add_step_from
from prongsai.measures.services.plans import copy_plan, create_plan
from prongsai.measures.services.progress import (
    attach_evidence,
    detach_evidence,
    record_outcome,
    record_output,
    record_output_lines,
    record_step,
)
from prongsai.measures.services.publications import publish_plan, publish_report, take_off
from prongsai.measures.services.reminders import remind_of_steps
from prongsai.measures.services.reports import (
    change_wording,
    follow_report,
    submit_report,
    take_back_report,
)
from prongsai.measures.services.requests import ask_divisions, close_request, finish_answer
from prongsai.measures.services.suggestions import take_suggestion

__all__ = [
    "MeasureDraft",
    "add_indicator",
    "add_measure",
    "add_step_from",
    "answer_finding",
    "ask_divisions",
    "attach_evidence",
    "change_expectations",
    "change_expected_outcome",
    "change_expected_outputs",
    "change_follow_up",
    "change_period",
    "change_place",
    "change_responsible",
    "change_steps",
    "change_title",
    "change_wording",
    "close_request",
    "copy_plan",
    "create_plan",
    "delete_measure",
    "detach_evidence",
    "dismiss_warning",
    "finish_answer",
    "fix_spelling",
    "follow_plan",
    "follow_report",
    "has_open_amendments",
    "has_unapproved_changes",
    "link_findings",
    "publish_plan",
    "publish_report",
    "record_indicator",
    "record_outcome",
    "record_output",
    "record_output_lines",
    "record_step",
    "remind_of_steps",
    "remove_indicator",
    "restore_warning",
    "resume_measure",
    "save_import",
    "stop_measure",
    "submit_plan",
    "submit_report",
    "take_back_report",
    "take_off",
    "take_suggestion",
]
