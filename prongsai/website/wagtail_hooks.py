"""Registers the office's screens with Wagtail."""

from prongsai.website.office import hooks, questions_hooks, tell_hooks  # noqa: F401
