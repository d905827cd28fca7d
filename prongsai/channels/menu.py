"""Entries of the office's menu that say how much waits for the person; one query counts for all."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import IntegerField, QuerySet, Subquery
from wagtail.admin.menu import MenuItem

Waiting = Callable[[Any], "QuerySet[Any]"]
_counted: dict[str, Waiting] = {}


class _Count(Subquery):
    """How many rows a query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


class CountedMenuItem(MenuItem):
    """An entry with the number of rows that `waiting` finds for a person, when there are any."""

    def __init__(self, *args: Any, waiting: Waiting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _counted[self.name] = waiting

    def render_component(self, request: Any) -> Any:
        """The entry with its count."""
        item = super().render_component(request)
        count = _count_all(request).get(self.name)
        if count:
            item.label = f"{self.label} ({count})"
        return item


def _count_all(request: Any) -> dict[str, int]:
    """What each entry counts, asked of the database once a request."""
    if not hasattr(request, "menu_counts"):
        user = request.user
        counts = [_Count(waiting(user).order_by().values("pk")) for waiting in _counted.values()]
        row = get_user_model().objects.filter(pk=user.pk).values_list(*counts).get()
        request.menu_counts = dict(zip(_counted, row, strict=True))
    found: dict[str, int] = request.menu_counts
    return found
