"""Where the office shows the catalogues."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.catalogues.permissions import has_menu_entry


class CataloguesMenuItem(MenuItem):
    """Shown to who works with catalogues; others come by links from the year's pages."""

    def is_shown(self, request: Any) -> bool:
        """Administrators and the integrity officer."""
        return has_menu_entry(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/catalogues/."""
    return [path("", include("prongsai.catalogues.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return CataloguesMenuItem(
        _("ITA criteria"),
        reverse("catalogues_index"),
        icon_name="list-ul",
        order=790,
        name="catalogues",
    )
