"""Registers the office's screens with Wagtail."""

from prongsai.meetings.office import hooks  # noqa: F401
