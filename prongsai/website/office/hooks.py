"""Where the office shows the care of the website: the menu, a person's own pages on the dashboard."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.website.office.dashboard import OwedPanel
from prongsai.website.permissions import may_open_care


class CareMenuItem(MenuItem):
    """Shown to colleagues with a position, and to administrators."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may see how the pages stand."""
        return may_open_care(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/website/."""
    return [path("website/", include("prongsai.website.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return CareMenuItem(
        _("Website care"), reverse("website_care"), icon_name="date", order=112, name="website-care"
    )


@hooks.register("construct_homepage_panels", order=10)
def show_owed_pages(request: Any, panels: list[Any]) -> None:
    """Below the person's work: their pages that are due."""
    panels.append(OwedPanel())
