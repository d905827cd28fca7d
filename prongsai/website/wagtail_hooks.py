"""Registers the office's screens with Wagtail."""

from prongsai.website.office import care_hooks, hooks  # noqa: F401
