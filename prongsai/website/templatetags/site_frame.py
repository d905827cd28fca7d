"""The frame of every public page: menu, look, how this browser shows pages."""

import hashlib
from typing import Any

from django import template
from django.urls import reverse

from prongsai.website.queries import Link, find_look, list_menu
from prongsai.website.views import SIZES, THEMES

register = template.Library()


@register.simple_tag
def site_look() -> dict[str, Any]:
    """The look of the site, and the address of its colours."""
    look = find_look()
    digest = hashlib.sha256(f"{look.brand}{look.accent}".encode()).hexdigest()[:12]
    return {"mourning": look.mourning, "url": reverse("public_look", args=[digest])}


@register.simple_tag
def site_menu(language: str) -> list[Link]:
    """The sections of the site."""
    return list_menu(language)


@register.simple_tag(takes_context=True)
def display_choice(context: Any, name: str) -> str:
    """What this browser chose for `size` or `theme`."""
    allowed = {"size": SIZES, "theme": THEMES}[name]
    request = context.get("request")
    chosen = request.COOKIES.get(name, "") if request else ""
    return chosen if chosen in allowed else allowed[0]
