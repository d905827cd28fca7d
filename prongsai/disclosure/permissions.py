"""Who manages disclosure, who sees which items, who may update what their division keeps."""

from typing import Any

from django.utils import timezone

from prongsai.accounts.permissions import is_administrator, is_signed_in
from prongsai.disclosure.models import Duty
from prongsai.organization.models import Role
from prongsai.organization.permissions import (
    is_chief_administrator,
    is_integrity_officer,
    is_mayor,
)
from prongsai.organization.queries import posts_of


def may_manage(user: Any) -> bool:
    """Open and publish years, say who keeps what, take snapshots: the officer, administrators."""
    return is_administrator(user) or is_integrity_officer(user)


def sees_all(user: Any) -> bool:
    """Those, the chief administrator and the mayor see every item."""
    return may_manage(user) or is_chief_administrator(user) or is_mayor(user)


def headed_divisions(user: Any) -> set[int]:
    """The divisions that a person leads today, held or acted for."""
    held = posts_of(user, timezone.localdate()) if is_signed_in(user) else []
    return {p.division_id for p in held if p.role == Role.DIVISION_HEAD and p.division_id}


def may_open(user: Any) -> bool:
    """Those who see all; heads, and who holds a position that keeps a component: they see theirs."""
    return sees_all(user) or bool(headed_divisions(user)) or _keeps_for_a_position(user)


def _keeps_for_a_position(user: Any) -> bool:
    """Asked of the database once a request: the menu asks on every page."""
    if "_keeps_duties" not in vars(user):
        duties = Duty.objects.filter(position__in=own_positions(user))
        user._keeps_duties = is_signed_in(user) and duties.exists()
    return bool(user._keeps_duties)


def own_positions(user: Any) -> set[int]:
    """The positions that a person holds or acts for today."""
    held = posts_of(user, timezone.localdate()) if is_signed_in(user) else []
    return {position.pk for position in held}


def keeps(user: Any, duty: Duty | None) -> bool:
    """Whether a component is a person's own: of a division they lead, or of their position."""
    if duty is None:
        return False
    return duty.division_id in headed_divisions(user) or duty.position_id in own_positions(user)


def may_update(user: Any, duty: Duty | None) -> bool:
    """Say where a component is proven: who manages disclosure, and who keeps it."""
    return may_manage(user) or keeps(user, duty)
