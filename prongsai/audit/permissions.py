"""Who may read the whole log."""

from typing import Any


def may_read_log(user: Any) -> bool:
    """Administrators; everybody else sees the history of what they may see."""
    return bool(user.is_active and user.is_superuser)
