"""The door of writing the website."""

from prongsai.website.services.beginning import begin_site, give_first_pages
from prongsai.website.services.care import confirm_page, set_care
from prongsai.website.services.look import save_category, set_look
from prongsai.website.services.papers import draft_keepers, draft_last_month, draft_month
from prongsai.website.services.reminders import remind_of_pages

__all__ = [
    "begin_site",
    "confirm_page",
    "draft_keepers",
    "draft_last_month",
    "draft_month",
    "give_first_pages",
    "remind_of_pages",
    "save_category",
    "set_care",
    "set_look",
]
