"""What the office does with a question: a division, an answer, a look at it, an end."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.audit.vocabulary import AuditEvent
from prongsai.channels.services import notify, tell_followers
from prongsai.common.errors import Refused
from prongsai.common.search import words_of
from prongsai.organization.models import Division, Role
from prongsai.organization.queries import holders_of_role, officers_to_remind
from prongsai.thai.calendar import format_date
from prongsai.website import events
from prongsai.website.models import Question
from prongsai.website.permissions import may_answer
from prongsai.website.question_rules import mask, may_move
from prongsai.website.question_tracking import CODE, describe
from prongsai.website.services.asking import office_address, tell_asker
from prongsai.website.services.look import require_manager

MOST_ANSWER, MOST_REASON = 5000, 300


@dataclass(frozen=True)
class Wording:
    """What is published of a question: never a name, citizen ids as "x"."""

    subject: str
    text: str
    answer: str


@transaction.atomic
def assign_question(*, actor: Any, question: Question, division: Division) -> Question:
    """Give a question to the division that answers it, or to another one; its people are told.

    An answer that was written stays for the next division to see. Raises `Refused` for who does not
    manage the site and for a question that has ended.
    """
    require_manager(actor)
    question = _lock(question, "assign")
    if question.state == Question.State.ASSIGNED and question.division_id == division.pk:
        raise Refused(_("This division has the question already."), "division")
    if not division.is_active:
        raise Refused(_("Choose a division that is in use."), "division")
    question.division, question.state = division, Question.State.ASSIGNED
    question.save()
    day = format_date(question.due_on, "short")
    words = _("Please answer a question of the public by %(day)s") % {"day": day}
    _tell(officers_to_remind([division]), question, words, f"assigned:{division.pk}")
    data = {"division": division.name}
    record(actor=actor, event=events.QUESTION_ASSIGNED, target=question, data=data)
    return question


@transaction.atomic
def answer_question(*, actor: Any, question: Question, answer: str) -> Question:
    """Write the answer; who manages the site looks at it next. It may be written anew until then.

    Raises `Refused` without the right, before a division has it, for an empty or too long answer.
    """
    question = _lock(question, "answer")
    if not may_answer(actor, question):
        raise Refused(_("Only the division that has the question may answer it."))
    question.answer = _text(answer, "answer", MOST_ANSWER)
    question.state, question.reason = Question.State.ANSWERED, ""
    question.save()
    words = _("An answer to the public waits to be looked at")
    stamp = f"answered:{question.changed_at:%Y%m%d%H%M%S}"
    officers = holders_of_role(Role.INTEGRITY_OFFICER, timezone.localdate())
    _tell((one for one in officers if one != actor), question, words, stamp)
    return _done(actor, events.QUESTION_ANSWERED, question)


@transaction.atomic
def send_back_answer(*, actor: Any, question: Question, reason: str) -> Question:
    """Ask the division to write the answer anew. Raises `Refused` without right or reason."""
    require_manager(actor)
    question = _lock(question, "send_back")
    question.reason = _text(reason, "reason", MOST_REASON)
    question.state = Question.State.ASSIGNED
    question.save()
    words = _("Please write the answer to the public anew: %(why)s") % {"why": question.reason}
    stamp = f"back:{question.changed_at:%Y%m%d%H%M%S}"
    _tell(
        officers_to_remind([question.division] if question.division else []), question, words, stamp
    )
    return _done(actor, events.QUESTION_SENT_BACK, question, question.reason)


@transaction.atomic
def publish_answer(*, actor: Any, question: Question, wording: Wording) -> Question:
    """Publish question and answer in this wording, and tell who asked. What was asked stays kept.

    Raises `Refused` without the right, before there is an answer, for empty or too long texts.
    """
    require_manager(actor)
    question = _lock(question, "publish")
    question.published_subject = mask(_text(wording.subject, "subject", 150))
    question.published_text = mask(_text(wording.text, "text", 2000))
    question.published_answer = mask(_text(wording.answer, "answer", MOST_ANSWER))
    question.words = words_of(
        question.published_subject, question.published_text, question.published_answer
    )
    question.state, question.reason = Question.State.PUBLISHED, ""
    question.published_at = timezone.now()
    _end(question)
    return _done(actor, events.QUESTION_PUBLISHED, question)


@transaction.atomic
def withhold_answer(*, actor: Any, question: Question, reason: str) -> Question:
    """Answer without publishing, or take a published answer off again; who asked reads it as before.

    Raises `Refused` without right or reason.
    """
    require_manager(actor)
    question = _lock(question, "withhold")
    question.reason = _text(reason, "reason", MOST_REASON)
    question.state = Question.State.WITHHELD
    _end(question)
    return _done(actor, events.QUESTION_WITHHELD, question, question.reason)


@transaction.atomic
def reject_question(*, actor: Any, question: Question) -> Question:
    """Reject what is no question (advertising, insults): nothing of its text is kept.

    Raises `Refused` without the right and for a question that has ended.
    """
    require_manager(actor)
    question = _lock(question, "reject")
    for field in ("subject", "text", "name", "email", "answer", "reason"):
        setattr(question, field, "")
    question.state, question.words = Question.State.REJECTED, None
    question.ended_at = timezone.now()
    question.save()
    _tell_chats(question)
    return _done(actor, events.QUESTION_REJECTED, question)


def _lock(question: Question, act: str) -> Question:
    found = Question.objects.select_for_update(of=("self",)).select_related("division")
    question = found.get(pk=question.pk)
    if not may_move(act, question.state):
        raise Refused(
            _("This can't be done now: the question is “%(state)s”.")
            % {"state": question.get_state_display()}
        )
    return question


def _text(value: str, field: str, most: int) -> str:
    text = value.strip()
    if not text:
        raise Refused(_("Fill in this field."), field)
    if len(text) > most:
        raise Refused(_("At most %(most)s letters.") % {"most": most}, field)
    return text


def _end(question: Question) -> None:
    """The asker has the answer now; told once, however often it is published."""
    is_first = question.ended_at is None
    question.ended_at = question.ended_at or timezone.now()
    question.save()
    if is_first:
        tell_asker(question, "answered")
        _tell_chats(question)


def _tell_chats(question: Question) -> None:
    """The LINE chats that follow the question hear that it has ended, in Thai as all of the account."""
    reference = str(question.public_id)
    with translation.override("th"):
        text = describe(reference)
    if text is not None:
        tell_followers(
            tracker=CODE, reference=reference, text=text, key=f"question:{question.pk}:ended"
        )


def _tell(people: Iterable[Any], question: Question, words: str, cause: str) -> None:
    notify(
        recipients=people,
        text=words,
        link=office_address(question),
        key=f"question:{question.pk}:{cause}",
        email=True,
    )


def _done(actor: Any, event: AuditEvent, question: Question, reason: str = "") -> Question:
    data = {"reason": reason} if reason else None
    record(actor=actor, event=event, target=question, data=data)
    return question
