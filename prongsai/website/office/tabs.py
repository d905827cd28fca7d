"""The tabs of looking after the website."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.website import permissions


def care_tabs(user: Any, tab: str) -> dict[str, Any]:
    """What every page of the care shows: its tabs, and what the person may do."""
    tabs = [
        ("care", _("Pages by division and age"), reverse("website_care")),
        ("reports", _("Monthly reports"), reverse("website_reports")),
        ("kit", _("Posters and pictures"), reverse("website_kit")),
    ]
    return {
        "tab": tab,
        "tabs": tabs,
        "may_write": permissions.may_write_of_site(user),
        "may_manage": permissions.may_manage_site(user),
    }
