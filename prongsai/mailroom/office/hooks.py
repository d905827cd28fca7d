"""Where the office shows received papers."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.mailroom.permissions import may_list


class ReceivedMenuItem(MenuItem):
    """Shown to colleagues with a position."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may see the register."""
        return may_list(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/received/."""
    return [path("received/", include("prongsai.mailroom.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return ReceivedMenuItem(
        _("Received papers"),
        reverse("mailroom_index"),
        icon_name="mail",
        order=140,
        name="received",
    )


@hooks.register("insert_global_admin_js")
def add_script() -> str:
    """Collecting photos page by page; the forms work without it."""
    return format_html('<script src="{}" defer></script>', static("js/intake.js"))
