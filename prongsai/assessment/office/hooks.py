"""Where the office shows the assessment: one entry of the menu, addresses under /office/assessment/."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.assessment.permissions import may_see


class AssessmentMenuItem(MenuItem):
    """Shown to who may see results."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may see results."""
        return may_see(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages under /office/assessment/."""
    return [path("assessment/", include("prongsai.assessment.office.urls"))]  # type: ignore[list-item]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return AssessmentMenuItem(
        _("Assessment"),
        reverse("assessment_index"),
        icon_name="order-up",
        order=120,
        name="assessment",
    )
