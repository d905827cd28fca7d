"""Who may circulate, see how it stands, and acknowledge."""

from typing import Any

from django.utils import timezone

from prongsai.accounts.permissions import is_signed_in
from prongsai.circulars.models import Circulation, Recipient
from prongsai.organization import queries as organization
from prongsai.organization.models import Division, Role
from prongsai.organization.permissions import (
    has_position,
    is_chief_administrator,
    is_integrity_officer,
    is_mayor,
)


def may_open_inbox(user: Any) -> bool:
    """Everybody with a position has circulars of their own."""
    return has_position(user)


def headed_divisions(user: Any) -> list[Division]:
    """The divisions that a person leads today, held or acted for."""
    held = organization.posts_of(user, timezone.localdate()) if is_signed_in(user) else []
    return [p.division for p in held if p.role == Role.DIVISION_HEAD and p.division is not None]


def manages_all(user: Any) -> bool:
    """The integrity officer and the chief administrator circulate to everybody."""
    return is_integrity_officer(user) or is_chief_administrator(user)


def may_start(user: Any) -> bool:
    """Those, and heads for their own division."""
    return manages_all(user) or bool(headed_divisions(user))


def may_manage(user: Any, circulation: Circulation) -> bool:
    """Those who manage all; the head of the division whose circular it is."""
    return manages_all(user) or (
        circulation.division_id is not None
        and circulation.division_id in {d.pk for d in headed_divisions(user)}
    )


def sees_all(user: Any) -> bool:
    """Those who manage all, and the mayor."""
    return manages_all(user) or is_mayor(user)


def may_see_dashboard(user: Any) -> bool:
    """Those, and heads: they see their own division."""
    return sees_all(user) or bool(headed_divisions(user))


def visible_divisions(user: Any, circulation: Circulation | None = None) -> set[int] | None:
    """The divisions whose people somebody sees; None: all of them."""
    if sees_all(user) or (circulation is not None and may_manage(user, circulation)):
        return None
    return {division.pk for division in headed_divisions(user)}


def may_acknowledge(user: Any, recipient: Recipient) -> bool:
    """Nobody for anybody else."""
    return is_signed_in(user) and recipient.user_id == user.pk
