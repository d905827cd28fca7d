"""Registers the office's screens with Wagtail."""

from prongsai.website.office import questions_hooks  # noqa: F401
