"""Registers the office's screens with Wagtail."""

from prongsai.measures.office import hooks  # noqa: F401
