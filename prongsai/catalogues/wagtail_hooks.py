"""Registers the office's screens with Wagtail."""

from prongsai.catalogues.office import hooks  # noqa: F401
