"""The door of the app: submitting, signing, recording paper, withdrawing, reminding."""

from prongsai.approvals.services.acting import record_paper, sign
from prongsai.approvals.services.chains import change_chain
from prongsai.approvals.services.reminders import hand_over_and_remind
from prongsai.approvals.services.submitting import resubmit, submit, withdraw

__all__ = [
    "change_chain",
    "hand_over_and_remind",
    "record_paper",
    "resubmit",
    "sign",
    "submit",
    "withdraw",
]
