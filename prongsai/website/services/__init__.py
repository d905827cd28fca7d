"""The door of writing the website."""

from prongsai.website.services.beginning import begin_site, give_first_pages
from prongsai.website.services.care import confirm_page, set_care
from prongsai.website.services.editors import appoint_editor, dismiss_editor, set_moderation
from prongsai.website.services.links import ask_for_link_check, check_waiting_links
from prongsai.website.services.look import save_category, set_look
from prongsai.website.services.mirroring import sync_editors
from prongsai.website.services.papers import draft_keepers, draft_last_month, draft_month
from prongsai.website.services.reading import read_waiting, set_warning_aside
from prongsai.website.services.reminders import remind_of_pages
from prongsai.website.services.scheduling import publish_due
from prongsai.website.services.telling import stop_telling, tell_page, withdraw_telling

__all__ = [
    "appoint_editor",
    "ask_for_link_check",
    "begin_site",
    "check_waiting_links",
    "confirm_page",
    "dismiss_editor",
    "draft_keepers",
    "draft_last_month",
    "draft_month",
    "give_first_pages",
    "publish_due",
    "read_waiting",
    "remind_of_pages",
    "save_category",
    "set_care",
    "set_look",
    "set_moderation",
    "set_warning_aside",
    "stop_telling",
    "sync_editors",
    "tell_page",
    "withdraw_telling",
]
