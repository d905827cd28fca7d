"""Questions that found nothing: counted without anybody's name, forgotten after half a year."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from prongsai.audit.services import record
from prongsai.search import events
from prongsai.search.models import Unfound
from prongsai.search.permissions import may_manage_search
from prongsai.search.rules import KEPT_UNFOUND, MOST_UNFOUND, is_worth_keeping, mask_question


def note_unfound(text: str) -> None:
    """Count a question that found nothing, its numbers masked; nothing else about it is kept."""
    kept = mask_question(text)
    if not is_worth_keeping(kept):
        return
    today = timezone.localdate()
    if Unfound.objects.filter(text=kept).update(times=F("times") + 1, last_on=today):
        return
    if Unfound.objects.count() < MOST_UNFOUND:
        row = Unfound(text=kept, first_on=today, last_on=today)
        Unfound.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def clear_unfound(*, actor: Any, unfound: Unfound) -> None:
    """Take a question off the list: it was answered, or is none."""
    if not may_manage_search(actor):
        raise PermissionDenied
    record(actor=actor, event=events.UNFOUND_CLEARED, data={"times": unfound.times})
    Unfound.objects.filter(pk=unfound.pk).delete()


def forget_old(*, on: dt.date) -> int:
    """Forget what nobody asked for 180 days; returns how many questions."""
    return Unfound.objects.filter(last_on__lt=on - KEPT_UNFOUND).delete()[0]
