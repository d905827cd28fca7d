"""Registers the office pages of this app."""

from prongsai.correspondence.office import hooks  # noqa: F401
