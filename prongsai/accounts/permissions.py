"""The two things that an account alone can say."""

from typing import Any


def is_signed_in(user: Any) -> bool:
    """An active account."""
    return bool(user is not None and user.is_authenticated and user.is_active)


def is_administrator(user: Any) -> bool:
    """Keeps accounts and installation; decides and signs nothing by being one."""
    return is_signed_in(user) and bool(user.is_superuser)
