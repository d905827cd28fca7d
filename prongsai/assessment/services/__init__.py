"""The door of the app: what others may ask `assessment` to write."""

from prongsai.assessment.services.findings import (
    add_finding,
    change_finding,
    move_finding,
    prefill_findings,
    restore_finding,
    set_aside_finding,
    take_suggestion,
)
from prongsai.assessment.services.imports import save_import
from prongsai.assessment.services.peers import choose_own, remove_peers, save_peers
from prongsai.assessment.services.pulse import answer_pulse, close_pulse, open_pulse
from prongsai.assessment.services.results import (
    ResultDraft,
    remove_result,
    save_result,
    save_results,
)
from prongsai.assessment.services.surveys import save_addresses

__all__ = [
    "ResultDraft",
    "answer_pulse",
    "choose_own",
    "close_pulse",
    "open_pulse",
    "remove_peers",
    "add_finding",
    "change_finding",
    "move_finding",
    "prefill_findings",
    "remove_result",
    "restore_finding",
    "save_addresses",
    "save_import",
    "save_peers",
    "save_result",
    "save_results",
    "set_aside_finding",
    "take_suggestion",
]
