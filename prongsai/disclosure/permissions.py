"""Who manages disclosure, who sees which items, who may update what their division keeps."""

from typing import Any

from django.utils import timezone

from prongsai.accounts.permissions import is_administrator, is_signed_in
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
    """Those who see all, and heads: they see what their divisions keep."""
    return sees_all(user) or bool(headed_divisions(user))


def visible_divisions(user: Any) -> set[int] | None:
    """The divisions whose components somebody sees; None: all of them."""
    return None if sees_all(user) else headed_divisions(user)


def may_update(user: Any, division_id: int | None) -> bool:
    """Say where a component is proven: who manages, and the head of the division that keeps it."""
    return may_manage(user) or (division_id is not None and division_id in headed_divisions(user))
