"""Registers the office's screens with Wagtail."""

from prongsai.accounts import office  # noqa: F401
