"""How a browser fetches the pictures of a page: the first at once, the others when they come into view."""

from typing import Any

from django import template

register = template.Library()
FIRST = {"loading": "eager", "priority": "high"}
OTHERS = {"loading": "lazy", "priority": "auto"}


@register.simple_tag(takes_context=True)
def fetched(context: Any) -> dict[str, str]:
    """The `loading` and the priority of the next large picture of the page that is being made.

    The first is what people wait for (the largest paint): were it lazy, it would begin after the layout.
    """
    request = context.get("request")
    if request is None or getattr(request, "has_first_picture", False):
        return OTHERS
    request.has_first_picture = True
    return FIRST
