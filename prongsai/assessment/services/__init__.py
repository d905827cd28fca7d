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

__all__ = [
    "add_finding",
    "change_finding",
    "move_finding",
    "prefill_findings",
    "restore_finding",
    "set_aside_finding",
    "take_suggestion",
]
