"""Registers the office's screens with Wagtail."""

from prongsai.assessment.office import hooks  # noqa: F401
