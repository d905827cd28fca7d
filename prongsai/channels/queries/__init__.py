"""Reading: notices and mail, publications and where they went."""

from prongsai.channels.queries.messages import (
    list_mail,
    list_notices,
    list_told,
    list_unread,
)
from prongsai.channels.queries.publications import (
    access_publication,
    count_mails,
    find_account,
    list_by_key,
    list_channel_choices,
    list_failed,
    list_held,
    list_open_channels,
    list_publications,
    list_told_addresses,
    list_years,
    search_publications,
)

__all__ = [
    "access_publication",
    "count_mails",
    "find_account",
    "list_by_key",
    "list_channel_choices",
    "list_failed",
    "list_held",
    "list_mail",
    "list_notices",
    "list_open_channels",
    "list_publications",
    "list_told",
    "list_told_addresses",
    "list_unread",
    "list_years",
    "search_publications",
]
