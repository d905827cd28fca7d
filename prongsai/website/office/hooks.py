"""Where the office shows the website: the menu, addresses, what an editor sees beside the text."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

from prongsai.accounts.permissions import is_administrator
from prongsai.organization.permissions import is_integrity_officer

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


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/website/."""
    return [path("", include("prongsai.website.office.urls"))]  # type: ignore[list-item]


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
def register_editors() -> MenuItem:
    """Who writes."""
    return ManagersItem(
        _("Editors"), reverse("website_editors"), icon_name="group", order=200,
        name="website-editors",
    )  # fmt: skip
