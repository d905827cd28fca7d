"""Where the office shows papers and registers: the menu and the addresses."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.approvals.permissions import may_see


class ColleaguesMenuItem(MenuItem):
    """Shown to colleagues with a position."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may see papers and registers."""
        return may_see(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/papers/ and /office/registers/."""
    return [path("", include("prongsai.correspondence.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_papers() -> MenuItem:
    """The papers in the menu."""
    return ColleaguesMenuItem(
        _("Papers"), reverse("papers_index"), icon_name="doc-full", order=130, name="papers"
    )


@hooks.register("register_admin_menu_item")
def register_registers() -> MenuItem:
    """The registers in the menu."""
    return ColleaguesMenuItem(
        _("Registers"),
        reverse("correspondence_registers"),
        icon_name="list-ol",
        order=300,
        name="registers",
    )
