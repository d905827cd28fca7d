"""The door of writing the website."""

from prongsai.website.services.asking import Asked, ask_question
from prongsai.website.services.beginning import begin_site, give_first_pages
from prongsai.website.services.care import confirm_page, set_care
from prongsai.website.services.look import save_category, set_look
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
from prongsai.website.services.reminders import remind_of_pages

__all__ = [
    "Asked",
    "Wording",
    "answer_question",
    "ask_question",
    "assign_question",
    "begin_site",
    "confirm_page",
    "draft_keepers",
    "draft_last_month",
    "draft_month",
    "forget_contacts",
    "give_first_pages",
    "publish_answer",
    "reject_question",
    "remind_of_pages",
    "remind_questions",
    "save_category",
    "send_back_answer",
    "set_care",
    "set_look",
    "withhold_answer",
]
