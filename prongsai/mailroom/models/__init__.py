"""Tables of the mailroom."""

from prongsai.mailroom.models.keeping import ArchiveExport, Destruction, Handover
from prongsai.mailroom.models.mailbox import Mailbox, PostFile, PostItem
from prongsai.mailroom.models.papers import (
    Assignment,
    Desk,
    HeldFile,
    Minute,
    ReceivedFile,
    ReceivedPaper,
)

__all__ = [
    "ArchiveExport",
    "Assignment",
    "Desk",
    "Destruction",
    "Handover",
    "HeldFile",
    "Mailbox",
    "Minute",
    "PostFile",
    "PostItem",
    "ReceivedFile",
    "ReceivedPaper",
]
