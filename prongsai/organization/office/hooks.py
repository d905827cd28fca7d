"""Where the office shows the organisation."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.organization import permissions


class OrganizationMenuItem(MenuItem):
    """Shown to colleagues with a position and administrators."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may see the organisation."""
        return permissions.may_see_organization(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/organization/."""
    return [path("", include("prongsai.organization.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return OrganizationMenuItem(
        _("Organization"),
        reverse("organization_index"),
        icon_name="group",
        order=800,
        name="organization",
    )
