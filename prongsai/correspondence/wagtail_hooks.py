"""Registers the office's screens with Wagtail."""

from prongsai.correspondence import office  # noqa: F401
