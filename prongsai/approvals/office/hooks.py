"""Where the office shows approvals: the inbox in the menu, with how many wait."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.approvals.permissions import may_see


class InboxMenuItem(MenuItem):
    """Shown to colleagues with a position."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may see documents on their way."""
        return may_see(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/approvals/."""
    return [path("", include("prongsai.approvals.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return InboxMenuItem(
        _("Approvals"), reverse("approvals_inbox"), icon_name="check", order=120, name="approvals"
    )


@hooks.register("insert_global_admin_js")
def add_script() -> str:
    """Drawing a signature with the finger; the page works without it."""
    return format_html('<script src="{}" defer></script>', static("js/sign.js"))
