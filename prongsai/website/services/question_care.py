"""Each morning who owes an answer is reminded; each night names and addresses that are over go."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels.services import forget_mails, notify
from prongsai.organization.models import Division, Role
from prongsai.organization.queries import find_position, holders_of_role, people_of, resolve
from prongsai.registerkit.reminders import find_cause
from prongsai.thai.calendar import format_date
from prongsai.website import events
from prongsai.website.models import Question
from prongsai.website.question_queries import list_forgettable, list_open
from prongsai.website.question_rules import forget_before
from prongsai.website.services.asking import office_address

FIRST_LATE = "late-0"


@transaction.atomic
def remind_questions(*, on: dt.date) -> int:
    """Remind of questions that are due soon or late; returns how many.

    Each cause is told once, however often this runs: three days before, on the day, every three
    days after. The division hears it (its head where nobody else is), or who manages the site while
    no division has it or its answer waits to be looked at. From the first late day the division's
    head hears it, three days later the chief administrator too.
    """
    return sum(_remind(question, on) for question in list_open())


def _remind(question: Question, on: dt.date) -> bool:
    cause = find_cause(question.due_on, on)
    if not cause:
        return False
    is_late = cause.startswith("late")
    words = (
        _("A question of the public is overdue since %(day)s")
        if is_late
        else _("A question of the public is to be answered by %(day)s")
    )
    people = _owing(question, on) + (_above(question, cause, on) if is_late else [])
    notify(
        recipients=people,
        text=words % {"day": format_date(question.due_on, "short")},
        link=office_address(question),
        key=f"question:{question.pk}:{question.state}:{cause}",
        email=True,
    )
    return True


def _owing(question: Question, on: dt.date) -> list[Any]:
    officers = holders_of_role(Role.INTEGRITY_OFFICER, on)
    if question.division is None or question.state != Question.State.ASSIGNED:
        return officers
    head = _head_of(question.division, on)
    others = [one for one in people_of(question.division, on) if one not in head]
    return others or head or officers


def _above(question: Question, cause: str, on: dt.date) -> list[Any]:
    people = _head_of(question.division, on) if question.division else []
    if cause != FIRST_LATE:
        people += holders_of_role(Role.CHIEF_ADMINISTRATOR, on)
    return people


def _head_of(division: Division, on: dt.date) -> list[Any]:
    post = find_position(Role.DIVISION_HEAD, division)
    capacity = resolve(post, on) if post else None
    return [capacity.user] if capacity else []


@transaction.atomic
def forget_contacts(*, on: dt.date) -> int:
    """Delete name and address of who asked 30 days after the end, and the mails that went there.

    Returns of how many questions.
    """
    count = 0
    for question in list_forgettable(forget_before(on)).select_for_update():
        if question.email:
            forget_mails(recipient=question.email, since=question.asked_at)
        question.name = question.email = ""
        question.save(update_fields=["name", "email"])
        count += 1
    if count:
        record(actor=None, event=events.CONTACTS_FORGOTTEN, data={"count": count})
    return count
