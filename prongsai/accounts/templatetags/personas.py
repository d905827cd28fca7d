"""The persona bar as a tag for the base templates."""

from typing import Any

from django import template

from prongsai.accounts.personas import is_allowed, list_personas

register = template.Library()


@register.inclusion_tag("accounts/_personas.html", takes_context=True)
def persona_bar(context: Any) -> dict[str, Any]:
    """The bar, or nothing where it is not allowed."""
    request = context.get("request")
    if request is None or not is_allowed(request):
        return {"personas": []}
    return {
        "personas": list_personas(),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
