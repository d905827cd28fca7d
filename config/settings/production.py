"""What `prongsai serve` runs with."""

from config.settings.base import *  # noqa: F403
