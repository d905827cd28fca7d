"""The door of writing the website."""

from prongsai.website.services.asking import Asked, ask_question
from prongsai.website.services.beginning import begin_site
from prongsai.website.services.look import save_category, set_look
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

__all__ = [
    "Asked",
    "Wording",
    "answer_question",
    "ask_question",
    "assign_question",
    "begin_site",
    "forget_contacts",
    "publish_answer",
    "reject_question",
    "remind_questions",
    "save_category",
    "send_back_answer",
    "set_look",
    "withhold_answer",
]
