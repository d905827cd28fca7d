"""Registers the office's screens with Wagtail."""

from prongsai.evidence import office  # noqa: F401
