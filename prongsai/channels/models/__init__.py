"""Tables: notices, mail, publications and where they went, accounts, subscribers, LINE."""

from prongsai.channels.models.accounts import ChannelAccount
from prongsai.channels.models.line import LineEvent, LineLink, LineTalk
from prongsai.channels.models.messages import Notice, OutgoingMail
from prongsai.channels.models.publications import Delivery, LoggedPublication, Sending
from prongsai.channels.models.subscribers import Attempt, Subscriber

__all__ = [
    "Attempt",
    "ChannelAccount",
    "Delivery",
    "LineEvent",
    "LineLink",
    "LineTalk",
    "LoggedPublication",
    "Notice",
    "OutgoingMail",
    "Sending",
    "Subscriber",
]
