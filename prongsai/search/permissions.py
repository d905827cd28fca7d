"""Who looks after search."""

from typing import Any

from prongsai.accounts.permissions import is_administrator
from prongsai.organization.permissions import is_integrity_officer


def may_manage_search(user: Any) -> bool:
    """Promote answers, read what was not found: the officer in charge of integrity, administrators."""
    return is_administrator(user) or is_integrity_officer(user)
