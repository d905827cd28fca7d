"""For developers: Django's own server with error pages."""

from config.settings.base import *  # noqa: F403

DEBUG = True
