"""Registers the office's screens with Wagtail."""

from prongsai.organization.office import hooks  # noqa: F401
