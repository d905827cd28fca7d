"""Where the office shows circulars: the menu, with how many wait for me."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.channels.menu import CountedMenuItem
from prongsai.circulars.permissions import may_open_inbox
from prongsai.circulars.queries import list_waiting_for


class CircularsMenuItem(CountedMenuItem):
    """Shown to colleagues with a position, with the number that waits for them."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person has circulars of their own."""
        return may_open_inbox(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/circulars/."""
    return [path("", include("prongsai.circulars.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return CircularsMenuItem(
        _("Circulars"),
        reverse("circulars_inbox"),
        waiting=list_waiting_for,
        icon_name="group",
        order=130,
        name="circulars",
    )
