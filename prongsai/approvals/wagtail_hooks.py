"""Registers the office's screens with Wagtail."""

from prongsai.approvals.office import hooks  # noqa: F401
