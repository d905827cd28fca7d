"""Registers the office's screens with Wagtail."""

from prongsai.mailroom import office  # noqa: F401
