"""Who is what today, from positions held and acted for."""

from typing import Any

from django.utils import timezone

from prongsai.accounts.permissions import is_administrator, is_signed_in
from prongsai.organization import queries
from prongsai.organization.models import Division, Role


def has_role(user: Any, role: str) -> bool:
    """Whether a person holds or acts for a position of a role today."""
    return is_signed_in(user) and role in queries.roles_of(user, timezone.localdate())


def is_integrity_officer(user: Any) -> bool:
    """The officer in charge of the integrity work."""
    return has_role(user, Role.INTEGRITY_OFFICER)


def is_mayor(user: Any) -> bool:
    """The elected head or who acts for them."""
    return has_role(user, Role.MAYOR)


def is_chief_administrator(user: Any) -> bool:
    """The chief administrator or who acts for them."""
    return has_role(user, Role.CHIEF_ADMINISTRATOR)


def is_head_of(user: Any, division: Division) -> bool:
    """Head of a division, held or acted for."""
    if not is_signed_in(user):
        return False
    held = queries.posts_of(user, timezone.localdate())
    return any(p.role == Role.DIVISION_HEAD and p.division_id == division.pk for p in held)


def works_in(user: Any, division: Division) -> bool:
    """Whether a person has a position in a division today."""
    if not is_signed_in(user):
        return False
    return division in queries.divisions_of(user, timezone.localdate())


def has_position(user: Any) -> bool:
    """Whether a person has any position today."""
    return is_signed_in(user) and bool(queries.roles_of(user, timezone.localdate()))


def may_see_organization(user: Any) -> bool:
    """Colleagues with a position, and administrators."""
    return is_administrator(user) or has_position(user)


def may_manage_organization(user: Any) -> bool:
    """Administrators, and the integrity officer: a small office has one person for all of it."""
    return is_administrator(user) or is_integrity_officer(user)
