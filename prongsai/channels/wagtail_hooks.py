"""Registers the office's screens with Wagtail."""

from prongsai.channels import office  # noqa: F401
