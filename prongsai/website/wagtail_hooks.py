"""Registers the office's screens with Wagtail."""

from prongsai.website.office import hooks  # noqa: F401
