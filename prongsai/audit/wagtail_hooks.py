"""Registers the office's screens with Wagtail."""

from prongsai.audit import office  # noqa: F401
