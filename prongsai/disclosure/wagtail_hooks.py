"""Registers the office's screens with Wagtail."""

from prongsai.disclosure.office import hooks  # noqa: F401
