"""Where the office shows the website: the menu, addresses, what an editor sees beside the text."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, include, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page, WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

from prongsai.accounts.permissions import is_administrator
from prongsai.common.dates import (
    BuddhistDateField,
    BuddhistDateInput,
    BuddhistDateTimeField,
    BuddhistDateTimeInput,
)
from prongsai.organization.permissions import is_integrity_officer
from prongsai.website.library import list_unreadable
from prongsai.website.office import filters
from prongsai.website.office.dashboard import OwedPanel
from prongsai.website.office.labels import put_labels
from prongsai.website.permissions import may_open_care
from prongsai.website.slips import find_slips
from prongsai.website.texts import html_of

# Dates of pages are written like everywhere in the office, in the Buddhist era.
register_form_field_override(
    models.DateField, override={"form_class": BuddhistDateField, "widget": BuddhistDateInput}
)
_moment: dict[str, Any] = {"form_class": BuddhistDateTimeField, "widget": BuddhistDateTimeInput}
register_form_field_override(models.DateTimeField, override=_moment)
put_labels()
filters.speak()
MOST_SLIPS = 6

# Other rooms of the website add their entries by the hook `register_website_menu_item`.
site_menu = Menu(register_hook_name="register_website_menu_item")
MIRRORED = "website.change_sitepage"

# Notices go through our own channels (services/moderating), in Thai and into the office.
for _signal, _name in (
    (workflow_submitted, "submitted"),
    (workflow_approved, "approved"),
    (workflow_rejected, "rejected"),
):
    _signal.disconnect(
        sender=WorkflowState, dispatch_uid=f"workflow_state_{_name}_email_notification"
    )


class EditorsItem(MenuItem):
    """Shown to who writes pages: the mirror is asked, for it costs no query on every office page."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person is in one of the website's groups, or keeps the installation."""
        user = request.user
        return is_administrator(user) or MIRRORED in user.get_all_permissions()


class ManagersItem(MenuItem):
    """Shown to who manages the site."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person is the integrity officer or keeps the installation."""
        return is_administrator(request.user) or is_integrity_officer(request.user)


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
    """The website, with what belongs to it below."""
    return SubmenuMenuItem(_("Website"), site_menu, icon_name="site", order=180, name="website")


@hooks.register("register_website_menu_item")
def register_pages() -> MenuItem:
    """The pages in their tree."""
    return EditorsItem(
        _("Pages"), reverse("wagtailadmin_explore_root"), icon_name="doc-empty", order=100,
        name="website-pages",
    )  # fmt: skip


@hooks.register("register_website_menu_item")
def register_pictures() -> MenuItem:
    """All pictures."""
    return EditorsItem(
        _("Pictures"), reverse("wagtailimages:index"), icon_name="image", order=110,
        name="website-pictures",
    )  # fmt: skip


@hooks.register("register_website_menu_item")
def register_documents() -> MenuItem:
    """All documents."""
    return EditorsItem(
        _("Documents of the website"), reverse("wagtaildocs:index"), icon_name="doc-full",
        order=120, name="website-documents",
    )  # fmt: skip


@hooks.register("register_website_menu_item")
def register_unreadable() -> MenuItem:
    """Documents that can't be read."""
    return EditorsItem(
        _("Unreadable documents"), reverse("website_documents"), icon_name="warning", order=130,
        name="website-unreadable",
    )  # fmt: skip


@hooks.register("register_website_menu_item")
def register_links() -> MenuItem:
    """Links that lead nowhere."""
    return EditorsItem(
        _("Broken links"), reverse("website_links"), icon_name="link", order=140,
        name="website-links",
    )  # fmt: skip


@hooks.register("register_website_menu_item")
def register_editors() -> MenuItem:
    """Who writes."""
    return ManagersItem(
        _("Editors"), reverse("website_editors"), icon_name="group", order=200,
        name="website-editors",
    )  # fmt: skip


@hooks.register("register_website_menu_item")
def register_look() -> MenuItem:
    """Colours, mark, mourning, categories."""
    return ManagersItem(
        _("Look of the site"), reverse("website_look"), icon_name="view", order=210,
        name="website-look",
    )  # fmt: skip


@hooks.register("insert_editor_js")
def add_editing_script() -> str:
    """Pasting from Word."""
    return format_html('<script src="{}" defer></script>', static("js/editing.js"))


class PageChecker(ContentCheckerItem):
    """Wagtail's check of the preview by axe, with pictures that have no description at all."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt"]
    axe_messages = ContentCheckerItem.axe_messages | {
        "image-alt": {
            "error_name": _("A picture has no description."),
            "help_text": _("Say what the picture shows."),
        }
    }


@hooks.register("construct_wagtail_userbar")
def check_more(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Our checker in the place of Wagtail's."""
    items[:] = [PageChecker() if isinstance(i, ContentCheckerItem) else i for i in items]


@hooks.register("after_edit_page")
@hooks.register("after_create_page")
def tell_slips(request: HttpRequest, page: Any) -> None:
    """What keeps people from reading the page, told once after it was saved; it forbids nothing."""
    told = [slip.message for slip in find_slips(html_of(page))]
    told += [document.warning for document in list_unreadable(page)]
    for words in told[:MOST_SLIPS]:
        messages.warning(request, words)


@hooks.register("after_edit_page")
@hooks.register("after_create_page")
def tell_unset_time(request: HttpRequest, page: Any) -> None:
    """A time that was typed into a draft does nothing yet, which is easily missed."""
    is_ahead = page.go_live_at is not None and page.go_live_at > timezone.now()
    may_set = page.permissions_for_user(request.user).can_publish()
    if is_ahead and may_set and not page.revisions.filter(approved_go_live_at=page.go_live_at):
        messages.warning(
            request, _("The time is kept, but not set yet: press the button “Schedule to publish”.")
        )


@hooks.register("before_bulk_action")
def ask_each_page(request: HttpRequest, act: str, objects: list[Any], action: Any) -> None:
    """Many at once: each page says by itself what one may do with it, as on its own screen."""
    for page in objects:
        if isinstance(page, Page):
            rights = page.specific.permissions_for_user(request.user)
            if not getattr(rights, f"can_{act}")():
                raise PermissionDenied


@hooks.register("construct_page_action_menu")
def put_publishing_first(items: list[Any], request: HttpRequest, context: Any) -> None:
    """The large button makes the page public, or hands it in; saving a draft stands behind it."""
    order = {"action-publish": 0, "action-submit": 1}
    items.sort(key=lambda item: order.get(item.name, 2))


@hooks.register("register_admin_menu_item")
def register_care() -> MenuItem:
    """How the pages stand."""
    return CareMenuItem(
        _("Website care"), reverse("website_care"), icon_name="date", order=112, name="website-care"
    )


@hooks.register("construct_homepage_panels", order=10)
def show_owed_pages(request: Any, panels: list[Any]) -> None:
    """Below the person's work: their pages that are due."""
    panels.append(OwedPanel())
