"""Who writes the website."""

from typing import Any

from prongsai.accounts.permissions import is_administrator
from prongsai.organization.permissions import is_integrity_officer


def may_manage_site(user: Any) -> bool:
    """Set the look, categories and keepers: the officer in charge of integrity, administrators."""
    return is_administrator(user) or is_integrity_officer(user)
