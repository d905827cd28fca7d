"""The tabs of the circulars' pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.circulars import permissions


def tabs_context(user: Any, tab: str) -> dict[str, Any]:
    """My circulars, and for who may see it how everybody stands."""
    tabs = [("inbox", _("For me"), reverse("circulars_inbox"))]
    if permissions.may_see_dashboard(user):
        tabs.append(("overview", _("Overview"), reverse("circulars_overview")))
    # A single tab leads nowhere.
    return {
        "tab": tab,
        "tabs": tabs if len(tabs) > 1 else [],
        "may_start": permissions.may_start(user),
    }
