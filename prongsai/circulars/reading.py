"""What the two pages of a reader share: with an account in the office, or behind a personal link."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from prongsai.circulars import services
from prongsai.circulars.content import read_content
from prongsai.circulars.forms import AcknowledgeForm
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.services import Answer
from prongsai.common.forms import try_to


def reading_context(
    circulation: Circulation, recipient: Recipient | None, form: AcknowledgeForm | None = None
) -> dict[str, Any]:
    """The document, what was asked, and the big button where it still waits for this person."""
    try:
        content = read_content(circulation)
        is_lost = False
    except FileNotFoundError:
        content, is_lost = None, True
    waits = recipient is not None and recipient.is_waiting and circulation.is_open
    return {
        "circulation": circulation,
        "recipient": recipient,
        "content": content,
        "is_lost": is_lost,
        "pages": range(1, (content.pages if content else 0) + 1),
        "waits": waits,
        "form": (form or AcknowledgeForm(circulation=circulation)) if waits else form,
        "today": timezone.localdate(),
    }


def take_answer(
    request: HttpRequest, *, actor: Any, recipient: Recipient
) -> tuple[AcknowledgeForm, Answer | None]:
    """Acknowledge with what was sent; None when it was refused, with the reason in the form."""
    form = AcknowledgeForm(request.POST, circulation=recipient.circulation)
    answer: Answer | None = None

    def act() -> None:
        nonlocal answer
        answer = services.acknowledge(
            actor=actor,
            recipient=recipient,
            digest=form.cleaned_data["digest"],
            answers=form.answers(),
        )

    if not try_to(act, form) or answer is None:
        return form, None
    if not answer.is_acknowledged:
        form.mark_wrong(answer.wrong)
    return form, answer
