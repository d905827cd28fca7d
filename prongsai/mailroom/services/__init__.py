"""The door of the app: receiving, minutes, assignments, reminders."""

from prongsai.mailroom.services.assigning import (
    accept_assignment,
    assign_paper,
    finish_assignment,
    usual_due,
)
from prongsai.mailroom.services.minutes import write_minute
from prongsai.mailroom.services.receiving import (
    PaperDraft,
    correct_paper,
    drop_held,
    hold_files,
    receive_paper,
)
from prongsai.mailroom.services.reminders import remind_of_papers

__all__ = [
    "PaperDraft",
    "accept_assignment",
    "assign_paper",
    "correct_paper",
    "drop_held",
    "finish_assignment",
    "hold_files",
    "receive_paper",
    "remind_of_papers",
    "usual_due",
    "write_minute",
]
