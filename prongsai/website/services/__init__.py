"""The door of writing the website."""

from prongsai.website.services.beginning import begin_site
from prongsai.website.services.look import save_category, set_look

__all__ = ["begin_site", "save_category", "set_look"]
