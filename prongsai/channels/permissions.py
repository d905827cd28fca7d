"""Who may see what was published, send again, and set the accounts."""

from typing import Any

from prongsai.accounts.permissions import is_administrator
from prongsai.organization.permissions import has_position, is_integrity_officer


def may_see_log(user: Any) -> bool:
    """See what was published where: colleagues with a position, and administrators."""
    return is_administrator(user) or has_position(user)


def may_send_again(user: Any) -> bool:
    """Send again what was given up: the officer in charge and administrators."""
    return is_administrator(user) or is_integrity_officer(user)


def may_set_accounts(user: Any) -> bool:
    """Keep tokens and secrets: administrators."""
    return is_administrator(user)
