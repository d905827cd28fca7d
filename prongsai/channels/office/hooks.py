"""Where the office shows channels and the log of publications."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.channels.permissions import may_see_log


class ChannelsMenuItem(MenuItem):
    """Shown to colleagues with a position."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may see what was published where."""
        return may_see_log(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/channels/."""
    return [path("channels/", include("prongsai.channels.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return ChannelsMenuItem(
        _("Channels"), reverse("channels_index"), icon_name="site", order=170, name="channels"
    )
