"""Who may see, add and change evidence."""

from typing import Any

from prongsai.accounts.permissions import is_administrator, is_signed_in
from prongsai.evidence.models import Evidence
from prongsai.organization.permissions import has_position, is_integrity_officer, works_in


def may_view(user: Any, evidence: Evidence) -> bool:
    """Public evidence: anyone. Internal: colleagues with a position today, administrators.

    Reserved files are reached only through the app that keeps them.
    """
    if evidence.is_reserved:
        return False
    return evidence.is_public or is_administrator(user) or has_position(user)


def may_list(user: Any) -> bool:
    """Colleagues with a position, and administrators."""
    return is_administrator(user) or has_position(user)


def may_add(user: Any) -> bool:
    """Everybody with a position brings proofs of the division's work."""
    return is_signed_in(user) and may_list(user)


def may_change(user: Any, evidence: Evidence) -> bool:
    """The owning division, the integrity officer, administrators; nobody a reserved file."""
    if evidence.is_reserved:
        return False
    if is_administrator(user) or is_integrity_officer(user):
        return True
    return evidence.owner is not None and works_in(user, evidence.owner)
