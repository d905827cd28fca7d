"""The door of the app: receiving, minutes, assignments, mail, handover, archive, destruction."""

from prongsai.mailroom.services.assigning import (
    accept_assignment,
    assign_paper,
    finish_assignment,
    usual_due,
)
from prongsai.mailroom.services.handing_over import hand_over
from prongsai.mailroom.services.keeping import (
    archive_path,
    ask_for_archive,
    destroy_papers,
    forget_old,
    make_waiting_archives,
)
from prongsai.mailroom.services.minutes import write_minute
from prongsai.mailroom.services.post import dismiss_mail, fetch_mail, set_mailbox
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
    "archive_path",
    "ask_for_archive",
    "assign_paper",
    "correct_paper",
    "destroy_papers",
    "dismiss_mail",
    "drop_held",
    "fetch_mail",
    "finish_assignment",
    "forget_old",
    "hand_over",
    "hold_files",
    "make_waiting_archives",
    "receive_paper",
    "remind_of_papers",
    "set_mailbox",
    "usual_due",
    "write_minute",
]
