"""Office pages of the mailroom."""

from prongsai.mailroom.office import hooks  # noqa: F401
