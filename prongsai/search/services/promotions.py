"""Promoted answers: what an officer puts on top of search."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.search import events
from prongsai.search.models import LOCAL_ADDRESS, Promotion
from prongsai.search.permissions import may_manage_search
from prongsai.search.rules import is_searchable

MOST_QUESTIONS, MOST_PROMOTIONS = 40, 200


@dataclass(frozen=True)
class Promoted:
    """What an officer writes: questions by line, and where the answer stands."""

    questions: str
    title: str
    url: str
    note: str = ""
    is_active: bool = True
    order: int = 0


@transaction.atomic
def save_promotion(
    *, actor: Any, promoted: Promoted, promotion: Promotion | None = None
) -> Promotion:
    """Put an answer on top, or change it. Raises `Refused` with the field it concerns."""
    _require_manager(actor)
    _check(promoted, is_new=promotion is None)
    if promotion is not None:
        promotion = Promotion.objects.select_for_update().get(pk=promotion.pk)
    found = promotion or Promotion()
    for name, value in asdict(promoted).items():
        setattr(found, name, value.strip() if isinstance(value, str) else value)
    found.save()
    event = events.PROMOTION_CHANGED if promotion else events.PROMOTED
    record(actor=actor, event=event, target=found)
    return found


@transaction.atomic
def remove_promotion(*, actor: Any, promotion: Promotion) -> None:
    """Take an answer off the top for good."""
    _require_manager(actor)
    found = Promotion.objects.select_for_update().filter(pk=promotion.pk).first()
    if found is None:
        raise Refused(_("This answer is gone already."))
    record(actor=actor, event=events.PROMOTION_REMOVED, target=found)
    found.delete()


def _require_manager(actor: Any) -> None:
    if not may_manage_search(actor):
        raise PermissionDenied


def _check(promoted: Promoted, *, is_new: bool) -> None:
    lines = [line for line in promoted.questions.splitlines() if line.strip()]
    if not lines:
        raise Refused(_("Write at least one question."), "questions")
    if len(lines) > MOST_QUESTIONS:
        raise Refused(_("At most %(count)s questions.") % {"count": MOST_QUESTIONS}, "questions")
    for line in lines:
        if not is_searchable(line):
            text = _("Nobody can ask this: %(line)s") % {"line": line.strip()[:60]}
            raise Refused(text, "questions")
    if not promoted.title.strip():
        raise Refused(_("Write the title."), "title")
    try:
        LOCAL_ADDRESS(promoted.url.strip())
    except ValidationError as error:
        raise Refused(error.messages[0], "url") from None
    if is_new and Promotion.objects.count() >= MOST_PROMOTIONS:
        raise Refused(_("There are too many promoted answers. Remove some first."))
