"""The person's own pages on the first page of the office: those that are due or overdue."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.admin.ui.components import Component

from prongsai.organization.queries import divisions_of
from prongsai.website.aging import State
from prongsai.website.kept import get_tree, most_urgent_first

SHOWN = 6


class OwedPanel(Component):
    """Nothing when no page waits for the person."""

    order = 20

    def render_html(self, parent_context: Any = None) -> str:
        """The panel for the person of the request."""
        request = parent_context["request"]
        today = timezone.localdate()
        own = divisions_of(request.user, today)
        if not own:
            return ""
        rows = [
            row
            for row in most_urgent_first(get_tree(on=today).pages)
            if row.keeper in own and row.age.state in (State.OVERDUE, State.DUE)
        ]
        context = {"rows": rows[:SHOWN], "total": len(rows), "today": today}
        return render_to_string("website/office/_owed.html", context, request) if rows else ""
