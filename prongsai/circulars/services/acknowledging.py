"""One person opens the document, answers its questions and acknowledges it."""

import datetime as dt
import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.circulars import events, permissions
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.queries import find_successor
from prongsai.circulars.rules import compute_score, find_wrong, may_finish
from prongsai.common.errors import Refused

Answers = Sequence[Collection[int]]


@dataclass(frozen=True)
class Answer:
    """What came of it: acknowledged or not, the score, the places of wrong answers (from 0)."""

    is_acknowledged: bool
    score: int | None = None
    wrong: tuple[int, ...] = ()


def mark_opened(*, recipient: Recipient, at: dt.datetime | None = None) -> None:
    """Remember that the document was shown to a person; only the first time counts."""
    # No join: its pages come at the same time, and who waited for the row must look at it again.
    is_open = Circulation.objects.filter(pk=recipient.circulation_id, state=Circulation.State.OPEN)
    Recipient.objects.filter(
        pk=recipient.pk,
        opened_at__isnull=True,
        acknowledged_at__isnull=True,
        circulation__in=is_open,
    ).update(opened_at=at or timezone.now())


@transaction.atomic
def acknowledge(
    *,
    actor: Any,
    recipient: Recipient,
    digest: str,
    answers: Answers = (),
    at: dt.datetime | None = None,
) -> Answer:
    """Acknowledge the version that was read; `actor` is None behind a personal link.

    Doing it twice, or at once on two phones, gives one acknowledgement. A wrong answer is kept as
    an attempt and told, not refused. Raises `Refused` when another version circulates now, the
    document was not opened, or it is another person's.
    """
    at = at or timezone.now()
    circulation, recipient = _lock(recipient)
    _check_person(actor, recipient)
    if recipient.acknowledged_at is not None:
        return Answer(True, recipient.score)
    _check_version(circulation, recipient, digest)
    if circulation.questions:
        answer = _answer(circulation, recipient, answers)
        if not answer.is_acknowledged:
            recipient.save(update_fields=["score", "attempts"])
            return answer
    else:
        answer = Answer(True)
    method = Recipient.Method.LINK if recipient.user_id is None else Recipient.Method.ACCOUNT
    write_acknowledgement(recipient, method=method, on=timezone.localdate(at), at=at)
    data = {"sha256": recipient.digest, "method": method.value}
    record(actor=actor, event=events.ACKNOWLEDGED, target=circulation, data=data)
    return answer


def _lock(recipient: Recipient) -> tuple[Circulation, Recipient]:
    """The circular first, then the person: everybody locks in this order."""
    circulation = Circulation.objects.select_for_update(of=("self",)).get(
        pk=recipient.circulation_id
    )
    recipient = Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    recipient.circulation = circulation
    return circulation, recipient


def _check_person(actor: Any, recipient: Recipient) -> None:
    is_own = (
        recipient.user_id is None
        if actor is None
        else permissions.may_acknowledge(actor, recipient)
    )
    if not is_own:
        raise Refused(_("Everybody acknowledges for themselves."))


def _check_version(circulation: Circulation, recipient: Recipient, digest: str) -> None:
    if find_successor(circulation) is not None or not hmac.compare_digest(
        circulation.digest, digest
    ):
        raise Refused(_("The document was changed meanwhile. Read the new version first."))
    if not circulation.is_open:
        raise Refused(_("This circular is closed."))
    if recipient.exempted_at is not None:
        raise Refused(_("You are exempted from this circular."))
    if recipient.opened_at is None:
        raise Refused(_("Open the document and read it first."))


def _answer(circulation: Circulation, recipient: Recipient, answers: Answers) -> Answer:
    questions = circulation.asked
    for at in range(len(questions)):
        if at >= len(answers) or not answers[at]:
            raise Refused(_("Answer every question."), f"question-{at}")
    wrong = find_wrong(questions, answers)
    recipient.score = compute_score(len(questions), len(wrong))
    recipient.attempts += 1
    is_over = may_finish(
        score=recipient.score,
        pass_mark=circulation.pass_mark,
        attempts=recipient.attempts,
        attempts_allowed=circulation.attempts_allowed,
    )
    return Answer(is_over, recipient.score, tuple(wrong))


def write_acknowledgement(
    recipient: Recipient, *, method: str, on: dt.date, at: dt.datetime, sheet: Any = None
) -> None:
    """Write the facts of an acknowledgement into a locked row."""
    recipient.method, recipient.digest = method, recipient.circulation.digest
    recipient.acknowledged_on, recipient.acknowledged_at = on, at
    recipient.sheet = sheet
    recipient.save()
