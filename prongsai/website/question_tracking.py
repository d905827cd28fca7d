"""Askers follow their question by LINE: what they send there is the private address of its page."""

import re
import uuid

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.channels.trackers import Tracker, trackers
from prongsai.thai.calendar import format_date
from prongsai.website.models import Question
from prongsai.website.question_rules import forget_before

CODE = "question"
ADDRESS = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


def find_reference(text: str) -> str | None:
    """The question whose address (or the secret part of it) somebody sent, or None."""
    found = ADDRESS.search(text.lower())
    return found[0] if found and describe(found[0]) else None


def describe(reference: str) -> str | None:
    """How a question stands, without a word of it; None when it is gone or long over."""
    question = (
        Question.objects.select_related("division").filter(public_id=uuid.UUID(reference)).first()
    )
    if question is None or _is_over(question):
        return None
    day = format_date(timezone.localdate(question.asked_at))
    state = _state(question)
    address = settings.PRONGSAI_BASE_URL + question.get_absolute_url()
    return _("Your question of %(day)s: %(state)s") % {"day": day, "state": state} + f"\n{address}"


def _is_over(question: Question) -> bool:
    ended = question.ended_at
    return ended is not None and timezone.localdate(ended) < forget_before(timezone.localdate())


def _state(question: Question) -> str:
    if question.state == Question.State.REJECTED:
        return tell_progress(question)
    if not question.is_open:
        return _("answered, read it here:")
    due = _("The answer is due by %(day)s.") % {"day": format_date(question.due_on)}
    return f"{tell_progress(question)} {due}"


def tell_progress(question: Question) -> str:
    """Who has a question in hand, or that it was rejected; empty for what is answered."""
    if question.state == Question.State.ASSIGNED and question.division:
        return _("%(division)s writes the answer.") % {"division": question.division.name}
    words = {
        Question.State.RECEIVED: _("Received. It goes to the division that can answer it."),
        Question.State.ANSWERED: _("The answer is written and is being looked at."),
        Question.State.REJECTED: _(
            "This was not accepted as a question to the office. Its text was deleted."
        ),
    }
    return words.get(Question.State(question.state), "")


trackers.register(Tracker(CODE, gettext_lazy("question of the public"), find_reference, describe))
