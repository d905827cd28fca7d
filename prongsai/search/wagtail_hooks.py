"""Wagtail looks for hooks here."""

from prongsai.search.office import hooks  # noqa: F401
