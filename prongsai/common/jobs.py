"""Jobs that are hints: the row in the database is the truth, one waiting hint is enough."""

from typing import Any

from django.db import transaction
from procrastinate import exceptions


def queue_once(task: Any) -> None:
    """Queue a task (with a `queueing_lock`) with the caller's transaction, unless it is queued."""
    try:
        with transaction.atomic():
            task.defer()
    except exceptions.AlreadyEnqueued:
        return
