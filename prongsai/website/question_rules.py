"""The clock of questions of the public, who may move them where, and what is masked of them."""

import datetime as dt
from collections.abc import Collection

from prongsai.thai.personal import ACCOUNT, EMAIL, ID, PHONE, find_personal

# พระราชกฤษฎีกาว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. ๒๕๔๖ มาตรา ๓๘
ANSWER_DAYS = 15
SOON_DAYS = 3
CONTACT_DAYS = 30
FRESH, SOON, OVERDUE, OVER = "fresh", "soon", "late", "over"

# Letters by their kind that draw nothing (fillers of Hangul).
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"

IN_QUESTIONS, IN_ANSWERS = (ID, ACCOUNT, PHONE, EMAIL), (ID,)

# What may be done in which state.
MOVES = {
    "assign": ("received", "assigned", "answered"),
    "answer": ("assigned", "answered"),
    "send_back": ("answered",),
    "publish": ("answered", "withheld"),
    "withhold": ("answered", "published"),
    "reject": ("received", "assigned", "answered"),
}


def may_move(act: str, state: str) -> bool:
    """Whether a question in this state can be moved so."""
    return state in MOVES[act]


def compute_due(asked_on: dt.date) -> dt.date:
    """The last day of answering: within 15 days; the day of asking is not counted."""
    return asked_on + dt.timedelta(days=ANSWER_DAYS)


def find_standing(due_on: dt.date, on: dt.date, *, is_open: bool) -> str:
    """`fresh`, `soon` (three days or fewer are left), `late`, or `over` for what has ended."""
    if not is_open:
        return OVER
    left = (due_on - on).days
    if left < 0:
        return OVERDUE
    return SOON if left <= SOON_DAYS else FRESH


def is_in_time(due_on: dt.date, ended_on: dt.date) -> bool:
    """Whether the asker had the answer on the last day or before."""
    return ended_on <= due_on


def forget_before(on: dt.date) -> dt.date:
    """Names and addresses of what ended before this day are deleted."""
    return on - dt.timedelta(days=CONTACT_DAYS)


def has_citizen_id(*texts: str) -> bool:
    """Whether a text holds what is a citizen id by its check digit."""
    return any(found.kind == ID for text in texts for found in find_personal(text))


def has_words(text: str) -> bool:
    """Whether a text shows anything: letters that draw nothing are no words."""
    return any(letter.isalnum() and letter not in BLANK_LETTERS for letter in text)


def mask(text: str, kinds: Collection[str] = IN_ANSWERS) -> str:
    """The text with every letter and digit of such personal data as "x"."""
    letters = list(text)
    for found in find_personal(text):
        if found.kind in kinds:
            for at in range(found.start, found.end):
                letters[at] = "x" if letters[at].isalnum() else letters[at]
    return "".join(letters)
