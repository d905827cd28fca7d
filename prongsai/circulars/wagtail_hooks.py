"""Registers the office's screens with Wagtail."""

from prongsai.circulars.office import hooks  # noqa: F401
