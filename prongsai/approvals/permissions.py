"""Who may see and act. Signing is asked of the position on the day, never of a group or flag."""

from typing import Any

from prongsai.accounts.permissions import is_administrator
from prongsai.approvals.models import Procedure
from prongsai.organization.permissions import has_position, is_integrity_officer


def may_see(user: Any) -> bool:
    """Colleagues with a position, and administrators."""
    return is_administrator(user) or has_position(user)


def may_record_paper(user: Any, procedure: Procedure) -> bool:
    """Record signatures given on paper: the reporter and the integrity officer."""
    return bool(procedure.started_by_id == user.pk and has_position(user)) or is_integrity_officer(
        user
    )


def may_withdraw(user: Any, procedure: Procedure) -> bool:
    """Take a document back: who submitted it, and the integrity officer after them."""
    return may_record_paper(user, procedure)


def may_change_chains(user: Any) -> bool:
    """Say who signs what: administrators and the integrity officer."""
    return is_administrator(user) or is_integrity_officer(user)
