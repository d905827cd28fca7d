"""Who may read and correct the catalogues."""

from typing import Any

from prongsai.accounts.permissions import is_administrator
from prongsai.organization.permissions import has_position, is_integrity_officer


def may_see_catalogues(user: Any) -> bool:
    """Colleagues with a position, and administrators."""
    return is_administrator(user) or has_position(user)


def may_correct(user: Any) -> bool:
    """Administrators: what all years are counted by is nobody's own work."""
    return is_administrator(user)


def has_menu_entry(user: Any) -> bool:
    """Who works with catalogues: administrators and the integrity officer."""
    return is_administrator(user) or is_integrity_officer(user)
