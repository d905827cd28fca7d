"""The door of the app: circulating, acknowledging, counting sheets, reminding, closing."""

from prongsai.circulars.services.acknowledging import Answer, acknowledge, mark_opened
from prongsai.circulars.services.limits import count_use, forget_old
from prongsai.circulars.services.managing import (
    close,
    exempt,
    keep_certificate,
    lift_exemption,
    make_links,
)
from prongsai.circulars.services.people import Audience, add_people
from prongsai.circulars.services.reminders import remind
from prongsai.circulars.services.sheets import record_sheet
from prongsai.circulars.services.starting import Test, start, start_with_file

__all__ = [
    "Answer",
    "Audience",
    "Test",
    "acknowledge",
    "add_people",
    "close",
    "count_use",
    "exempt",
    "forget_old",
    "keep_certificate",
    "lift_exemption",
    "make_links",
    "mark_opened",
    "record_sheet",
    "remind",
    "start",
    "start_with_file",
]
