"""The door of writing: notices and mail, publications, accounts, subscribers, LINE."""

from prongsai.channels.services.messages import (
    Attachment,
    deliver_waiting,
    mark_read,
    notify,
    purge,
    resend,
)
from prongsai.channels.services.publishing import publish, withdraw_publication
from prongsai.channels.services.sending import deliver_publications, send_again

__all__ = [
    "Attachment",
    "deliver_publications",
    "deliver_waiting",
    "mark_read",
    "notify",
    "publish",
    "purge",
    "resend",
    "send_again",
    "withdraw_publication",
]
