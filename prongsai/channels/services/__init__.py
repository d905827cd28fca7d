"""The door of writing: notices and mail, publications, accounts, subscribers, LINE."""

from prongsai.channels.services.accounts import check_account, make_menu, set_account
from prongsai.channels.services.alone import send_alone
from prongsai.channels.services.delivering import deliver_waiting
from prongsai.channels.services.following import tell_followers
from prongsai.channels.services.forgetting import forget_mails, purge
from prongsai.channels.services.messages import (
    Attachment,
    mark_read,
    notify,
    resend,
)
from prongsai.channels.services.publishing import publish, withdraw_publication
from prongsai.channels.services.sending import deliver_publications, send_again
from prongsai.channels.services.subscribing import (
    ask_to_subscribe,
    confirm_subscription,
    may_try,
    unsubscribe,
)
from prongsai.channels.services.webhook import answer_waiting, receive_events

__all__ = [
    "Attachment",
    "answer_waiting",
    "ask_to_subscribe",
    "confirm_subscription",
    "deliver_publications",
    "deliver_waiting",
    "forget_mails",
    "make_menu",
    "mark_read",
    "may_try",
    "notify",
    "publish",
    "purge",
    "receive_events",
    "resend",
    "send_again",
    "send_alone",
    "set_account",
    "tell_followers",
    "check_account",
    "unsubscribe",
    "withdraw_publication",
]
