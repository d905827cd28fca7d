"""Where the office shows meetings: one entry of the menu, addresses under /office/meetings/."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.meetings.permissions import may_see


class MeetingsMenuItem(MenuItem):
    """Shown to who may see what bodies do."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may see meetings."""
        return may_see(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/meetings/."""
    return [path("meetings/", include("prongsai.meetings.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return MeetingsMenuItem(
        _("Meetings"),
        reverse("meetings_index"),
        icon_name="calendar",
        order=150,
        name="meetings",
    )
