"""Where the office shows these pages: menu, first page, styles."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, include, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem, admin_menu, settings_menu
from wagtail.admin.search import admin_search_areas
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.models import Locale

from prongsai.measures import permissions
from prongsai.measures.office.dashboard import WorkPanel

FOREIGN = {"explorer", "images", "documents", "reports", "help"}
OWN_SETTINGS = {"accounts", "outbox"}


class PlanMenuItem(MenuItem):
    """Shown to colleagues with a position."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may see plans at all."""
        return permissions.may_see_office(request.user)


# The site's pages and pictures are not searched from the office, and asking whether they may be
# costs two queries on every page.
admin_search_areas.registered_search_areas = []
# Nor are there translations of pages whose languages Wagtail's scripts would have to know.
wagtailadmin_tags.Locale = SimpleNamespace(objects=Locale.objects.none())


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """All pages under /office/measures/."""
    return [path("", include("prongsai.measures.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The plan is the first entry of the menu."""
    return PlanMenuItem(
        _("Measures"), reverse("measures_index"), icon_name="list-ul", order=100, name="measures"
    )


@hooks.register("construct_homepage_panels")
def show_work_first(request: Any, panels: list[Any]) -> None:
    """Our panel instead of Wagtail's: the site's pages are not this office's daily work."""
    panels[:] = [WorkPanel()]


@hooks.register("construct_main_menu")
def hide_foreign_entries(request: Any, items: list[Any]) -> None:
    """Wagtail's own entries that lead to nothing here; asked once, for each costs a query a page."""
    items[:] = [item for item in items if item.name not in FOREIGN]
    _keep(admin_menu, lambda item: item.name not in FOREIGN)
    _keep(settings_menu, lambda item: item.name in OWN_SETTINGS)


def _keep(menu: Any, is_kept: Callable[[Any], bool]) -> None:
    menu.registered_menu_items = [item for item in menu.registered_menu_items if is_kept(item)]


@hooks.register("insert_global_admin_css")
def add_styles() -> str:
    """Our colours and pieces on every office page."""
    names = ("tokens", "parts", "office")
    return format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((static(f"css/{name}.css"),) for name in names)
    )


@hooks.register("insert_global_admin_js")
def add_scripts() -> str:
    """In-place editing and copying of ready texts; every page works without them."""
    return format_html('<script src="{}" defer></script>', static("js/office.js"))
