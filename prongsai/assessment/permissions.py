"""Who may see and who may write results: the officer in charge and administrators write."""

from typing import Any

from django.utils import timezone

from prongsai.accounts.permissions import is_administrator, is_signed_in
from prongsai.organization.models import Role
from prongsai.organization.permissions import is_integrity_officer
from prongsai.organization.queries import roles_of

_READERS = {Role.DIVISION_HEAD, Role.CHIEF_ADMINISTRATOR, Role.MAYOR, Role.INTEGRITY_OFFICER}


def may_write(user: Any) -> bool:
    """Import, type in and correct results: the integrity officer and administrators."""
    return is_administrator(user) or is_integrity_officer(user)


def may_see(user: Any) -> bool:
    """Read results: who writes them, heads of divisions, the chief administrator, the mayor."""
    if is_administrator(user):
        return True
    return is_signed_in(user) and bool(_READERS & set(roles_of(user, timezone.localdate())))
