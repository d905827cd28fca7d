"""The door of writing the website."""

from prongsai.website.services.beginning import begin_site

__all__ = ["begin_site"]
