"""Reading circulars."""

from prongsai.circulars.queries.access import (
    access_circulation,
    access_managed,
    access_to_read,
    access_whole,
    find_recipient,
    get_by_token,
    hash_token,
)
from prongsai.circulars.queries.choices import (
    Colleague,
    list_colleagues,
    list_divisions_for,
    list_files_to_circulate,
    list_papers_to_circulate,
    list_posts_of,
    reaches_everybody,
)
from prongsai.circulars.queries.lists import (
    WAITING,
    find_successor,
    list_circulations,
    list_done_by,
    list_due,
    list_missing,
    list_recipients,
    list_waiting_for,
)
from prongsai.circulars.queries.standings import (
    COUNTED,
    Standing,
    stand_of_year,
    standings,
    standings_of_each,
    sum_up,
)

__all__ = [
    "access_circulation",
    "access_managed",
    "access_to_read",
    "access_whole",
    "find_recipient",
    "get_by_token",
    "hash_token",
    "Colleague",
    "list_colleagues",
    "list_divisions_for",
    "list_files_to_circulate",
    "list_papers_to_circulate",
    "list_posts_of",
    "reaches_everybody",
    "WAITING",
    "find_successor",
    "list_circulations",
    "list_done_by",
    "list_due",
    "list_missing",
    "list_recipients",
    "list_waiting_for",
    "COUNTED",
    "Standing",
    "stand_of_year",
    "standings",
    "standings_of_each",
    "sum_up",
]
