"""The door of writing search."""

from prongsai.search.services.indexing import (
    note_change,
    queue_everything,
    refresh,
    refresh_everything,
    reindex,
)
from prongsai.search.services.promotions import Promoted, remove_promotion, save_promotion
from prongsai.search.services.unfound import clear_unfound, forget_old, note_unfound

__all__ = [
    "Promoted",
    "clear_unfound",
    "forget_old",
    "note_change",
    "note_unfound",
    "queue_everything",
    "refresh",
    "refresh_everything",
    "reindex",
    "remove_promotion",
    "save_promotion",
]
