"""A question comes in from the public: checked, kept, confirmed to who asked."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels.mail import OutboxBackend
from prongsai.channels.services import may_try, notify
from prongsai.common.errors import Refused
from prongsai.common.search import words_of
from prongsai.organization.models import Role
from prongsai.organization.queries import find_profile, holders_of_role
from prongsai.website import events
from prongsai.website.models import Question
from prongsai.website.question_rules import (
    ANSWER_DAYS,
    CONTACT_DAYS,
    IN_ANSWERS,
    compute_due,
    has_citizen_id,
    has_words,
    mask,
)

MOST_SUBJECT, MOST_TEXT, MOST_NAME = 150, 2000, 100
# Questions of one computer, of everybody, and mails to one address in an hour.
MOST_FROM_PLACE, MOST_IN_ALL, MOST_TO_ADDRESS = 5, 100, 3


@dataclass(frozen=True)
class Asked:
    """What somebody typed into the form; `language` is that of its page."""

    subject: str
    text: str
    name: str = ""
    email: str = ""
    language: str = "th"
    consents: bool = False
    keeps_ids: bool = False


def ask_question(*, asked: Asked, place: str) -> Question:
    """Keep a question of the public and tell who manages the site. `place` is the asking computer,
    an empty text where it is not known; only a keyed digest of it is kept, for a day.

    Raises `Refused` beside the field for what is missing or too long, an address that is none, a name
    or an address without consent, a citizen id that nobody said shall stay, and too many questions.
    """
    _check(asked)
    if place and not may_try(f"question-place:{place}", MOST_FROM_PLACE):
        raise Refused(_("This was asked for many times from here. Try again in an hour."))
    if not may_try("question-all", MOST_IN_ALL):
        raise Refused(_("Too many questions come in at once. Try again in an hour."))
    return _keep(asked)


def _check(asked: Asked) -> None:
    for field, most in (("subject", MOST_SUBJECT), ("text", MOST_TEXT), ("name", MOST_NAME)):
        value = getattr(asked, field).strip()
        if field != "name" and not has_words(value):
            raise Refused(_("Fill in this field."), field)
        if len(value) > most:
            raise Refused(_("At most %(most)s letters.") % {"most": most}, field)
    if asked.email:
        try:
            validate_email(asked.email)
        except ValidationError:
            words = _("Write an e-mail address, for example name@example.com.")
            raise Refused(words, "email") from None
    if (asked.name.strip() or asked.email) and not asked.consents:
        raise Refused(
            _("Tick this if we may keep your name and address, or leave both empty."), "consents"
        )
    if has_citizen_id(asked.subject, asked.text) and not asked.keeps_ids:
        raise Refused(
            _(
                "There seems to be a citizen id in your question. Take it out, or tick the box below."
            ),
            "text",
        )


@transaction.atomic
def _keep(asked: Asked) -> Question:
    now = timezone.now()
    question = Question.objects.create(
        subject=asked.subject.strip(),
        text=asked.text.strip(),
        name=asked.name.strip(),
        email=asked.email,
        language=asked.language,
        asked_at=now,
        due_on=compute_due(timezone.localdate(now)),
        words=words_of(mask(asked.subject, IN_ANSWERS), mask(asked.text, IN_ANSWERS)),
    )
    if question.email and may_try(f"question-to:{question.email.lower()}", MOST_TO_ADDRESS):
        tell_asker(question, "received")
    notify(
        recipients=holders_of_role(Role.INTEGRITY_OFFICER, timezone.localdate()),
        text=_("A question of the public came in. Give it to a division."),
        link=office_address(question),
        key=f"question:{question.pk}:received",
        email=True,
    )
    record(actor=None, event=events.QUESTION_ASKED, target=question)
    return question


def office_address(question: Question) -> str:
    """Where the office works on a question."""
    return f"/office/website/questions/{question.public_id}/"


def tell_asker(question: Question, what: str) -> None:
    """Mail who asked and left an address: that the question was `received`, or is `answered`."""
    if not question.email:
        return
    profile = find_profile()
    with translation.override(question.language):
        context = {
            "question": question,
            "link": settings.PRONGSAI_BASE_URL + question.get_absolute_url(),
            "organization": profile.full_name if profile else "",
            "answer_days": ANSWER_DAYS,
            "contact_days": CONTACT_DAYS,
        }
        subject = {
            "received": _("We received your question"),
            "answered": _("Your question is answered"),
        }[what]
        mail = EmailMessage(
            subject,
            render_to_string(f"website/questions/mail_{what}.txt", context),
            to=[question.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
    OutboxBackend().store([mail])
