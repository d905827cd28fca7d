"""The door of writing the website."""

from prongsai.website.services.asking import Asked, ask_question
from prongsai.website.services.beginning import begin_site, give_english_name, give_first_pages
from prongsai.website.services.cards import forget_cards, forget_former
from prongsai.website.services.care import confirm_page, set_care
from prongsai.website.services.editors import appoint_editor, dismiss_editor, set_moderation
from prongsai.website.services.links import ask_for_link_check, check_waiting_links
from prongsai.website.services.look import save_category, set_look
from prongsai.website.services.mirroring import sync_editors
from prongsai.website.services.offering import take_offer
from prongsai.website.services.papers import draft_keepers, draft_last_month, draft_month
from prongsai.website.services.question_care import forget_contacts, remind_questions
from prongsai.website.services.questions import (
    Wording,
    answer_question,
    assign_question,
    publish_answer,
    reject_question,
    send_back_answer,
    withhold_answer,
)
from prongsai.website.services.reading import read_waiting, set_warning_aside
from prongsai.website.services.reminders import remind_of_pages
from prongsai.website.services.scheduling import publish_due
from prongsai.website.services.telling import (
    stop_telling,
    tell_correction,
    tell_page,
    withdraw_telling,
)

__all__ = [
    "Asked",
    "Wording",
    "answer_question",
    "appoint_editor",
    "ask_for_link_check",
    "ask_question",
    "assign_question",
    "begin_site",
    "check_waiting_links",
    "confirm_page",
    "dismiss_editor",
    "draft_keepers",
    "draft_last_month",
    "draft_month",
    "forget_cards",
    "forget_contacts",
    "forget_former",
    "give_english_name",
    "give_first_pages",
    "publish_answer",
    "publish_due",
    "read_waiting",
    "reject_question",
    "remind_of_pages",
    "remind_questions",
    "save_category",
    "send_back_answer",
    "set_care",
    "set_look",
    "set_moderation",
    "set_warning_aside",
    "stop_telling",
    "sync_editors",
    "take_offer",
    "tell_correction",
    "tell_page",
    "withdraw_telling",
    "withhold_answer",
]
