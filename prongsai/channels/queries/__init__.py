"""Reading: notices and mail, publications and where they went."""

from prongsai.channels.queries.messages import (
    count_unread,
    list_mail,
    list_notices,
    list_told,
    list_unread,
)
from prongsai.channels.queries.publications import (
    access_publication,
    find_account,
    list_failed,
    list_open_channels,
    list_publications,
    search_publications,
)

__all__ = [
    "access_publication",
    "count_unread",
    "find_account",
    "list_failed",
    "list_mail",
    "list_notices",
    "list_open_channels",
    "list_publications",
    "list_told",
    "list_unread",
    "search_publications",
]
