"""Where the office shows disclosure: one entry of the menu, addresses under /office/disclosure/."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.disclosure.permissions import may_open


class DisclosureMenuItem(MenuItem):
    """Shown to who manages disclosure, to heads, the chief administrator and the mayor."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may see how a year stands."""
        return may_open(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/disclosure/."""
    return [path("disclosure/", include("prongsai.disclosure.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return DisclosureMenuItem(
        _("Disclosure"),
        reverse("disclosure_index"),
        icon_name="globe",
        order=110,
        name="disclosure",
    )
