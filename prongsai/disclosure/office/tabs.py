"""The tabs of a year."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.disclosure import permissions
from prongsai.disclosure.models import DisclosureYear


def year_tabs(user: Any, year: DisclosureYear, tab: str) -> dict[str, Any]:
    """What every page of a year shows: its tabs, and whether the person manages it."""
    at = [year.fiscal_year]
    tabs = [
        ("board", _("Overview"), reverse("disclosure_year", args=at)),
        ("missing", _("What is missing"), reverse("disclosure_missing", args=at)),
        ("checks", _("Checks of places"), reverse("disclosure_checks", args=at)),
        ("changes", _("Changes since last year"), reverse("disclosure_changes", args=at)),
        ("addresses", _("Addresses to key in"), reverse("disclosure_addresses", args=at)),
        ("snapshots", _("Snapshots"), reverse("disclosure_snapshots", args=at)),
    ]
    return {
        "year": year,
        "tab": tab,
        "tabs": tabs,
        "may_manage": permissions.may_manage(user),
    }
