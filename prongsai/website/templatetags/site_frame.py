"""The frame of every public page: menu, look, how this browser shows pages."""

import re
from functools import partial
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from prongsai.thai.digits import to_arabic
from prongsai.thai.phones import to_dial
from prongsai.website.queries import read_frame, site_profile
from prongsai.website.rules import digest_of_colours
from prongsai.website.views import SIZES, THEMES

register = template.Library()
ABBREVIATIONS = re.compile(r"(อบต\.|อบจ\.|ทต\.|ทม\.|ทน\.)")


@register.simple_tag
def site_frame(language: str) -> dict[str, Any]:
    """The sections of the site, and the look with the address of its colours."""
    frame = read_frame(language)
    look = frame.look
    digest = digest_of_colours(look.brand, look.accent)
    return {
        "menu": frame.menu,
        "foot": frame.foot,
        "mourning": look.mourning,
        "look": look,
        "mark": frame.mark,
        "logo": reverse("public_logo", args=[frame.logo]) if frame.logo else "",
        "colours": reverse("public_look", args=[digest]),
    }


@register.simple_tag(takes_context=True)
def display_choice(context: Any, name: str) -> str:
    """What this browser chose for `size` or `theme`."""
    allowed = {"size": SIZES, "theme": THEMES}[name]
    request = context.get("request")
    chosen = request.COOKIES.get(name, "") if request else ""
    return chosen if chosen in allowed else allowed[0]


@register.simple_tag
def spoken(thai: str, english: str = "") -> SafeString | str:
    """A name in the language of the page; where there is no English one the Thai one, marked as Thai."""
    if get_language() == "th" or not thai:
        return thai
    return english or format_html('<span lang="th">{}</span>', thai)


@register.simple_tag
def sender(profile: Any) -> Any:
    """Whose page it is: what the view read, else the organisation of this site."""
    return profile or site_profile()


@register.simple_tag
def own_name(profile: Any) -> str:
    """The organisation's name in the language of the page, as a plain text.

    Frozen documents bring the profile of their day as plain values.
    """
    if profile is None:
        return gettext("Prongsai")
    is_frozen = isinstance(profile, dict)
    read = profile.get if is_frozen else partial(getattr, profile)
    english = "" if get_language() == "th" else read("name_en", "")
    return str(english or read("full_name", ""))


@register.filter
def arabic(text: str) -> str:
    """Text that papers show with Thai digits, with the digits of screens."""
    return to_arabic(text)


@register.filter
def whole(text: str) -> SafeString:
    """Text whose names of local governments do not go on in the next line amid their letters: browsers
    take "อบต." for two words."""
    told = ABBREVIATIONS.sub(r'<span class="p-whole">\1</span>', conditional_escape(text))
    return mark_safe(told)  # escaped before what is put in


@register.filter
def dialled(number: str) -> str:
    """A telephone number as a telephone takes it; of several the first."""
    return to_dial(number)


@register.filter
def parted(email: str) -> SafeString:
    """An e-mail address that may go on in the next line where its place begins."""
    name, at, place = email.partition("@")
    return format_html("{}<wbr>{}{}", name, at, place)
