"""The door of the app: what others may ask `assessment` to write."""

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
    "remove_result",
    "save_addresses",
    "save_import",
    "save_peers",
    "save_result",
    "save_results",
]
