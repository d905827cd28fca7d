"""Where the office looks after search."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.search.permissions import may_manage_search


class SearchMenuItem(MenuItem):
    """Shown to who looks after search."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may manage search."""
        return may_manage_search(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/search/."""
    return [path("search/", include("prongsai.search.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return SearchMenuItem(
        _("Search of the website"),
        reverse("search_office"),
        icon_name="search",
        order=190,
        name="site-search",
    )
