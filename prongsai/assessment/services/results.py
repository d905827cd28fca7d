"""Writing results: a year's scores are replaced whole, and each state of them is kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.assessment import events, permissions
from prongsai.assessment.models import Result, ResultVersion, Score
from prongsai.assessment.rules.shapes import FULL, KINDS, Key, Stated
from prongsai.audit.services import record
from prongsai.catalogues.reading import SCHEME
from prongsai.common.errors import Refused

YEARS = range(2500, 2701)
_FINEST = Decimal("0.0001")


@dataclass(frozen=True)
class ResultDraft:
    """A result to be written: scores as stated, where they come from, why they changed."""

    fiscal_year: int
    stated: Stated
    origin: str = Result.Origin.TYPED
    source_name: str = ""
    announced_on: dt.date | None = None
    reason: str = ""
    # The version that a form was filled from; a newer one in between refuses.
    base_version: int | None = None


@transaction.atomic
def save_result(*, actor: Any, draft: ResultDraft) -> Result:
    """Write the result of a year (พ.ศ.) in place of what stood there; the versions keep it.

    Raises `Refused` for a person who may not, a year or score out of range, an empty result, or
    when somebody else wrote in between. Nothing changes when all is as it was.
    """
    _require(actor)
    _check(draft)
    found = Result.objects.select_for_update().filter(scheme=SCHEME, fiscal_year=draft.fiscal_year)
    result = found.first() or Result(fiscal_year=draft.fiscal_year)
    if draft.base_version is not None and draft.base_version != result.version:
        raise Refused(_("Somebody else changed this result meanwhile. Look again, then repeat."))
    scores = {key: score.quantize(_FINEST) for key, score in draft.stated.scores.items()}
    content = _content(draft, scores)
    if _newest(result) == content:
        return result
    result.origin = draft.origin
    result.source_name = draft.source_name[:200]
    result.announced_on = draft.announced_on
    result.stated_total = draft.stated.total
    result.stated_level = draft.stated.level
    result.is_removed = False
    _keep(actor, result, content, draft.reason)
    result.scores.all().delete()
    Score.objects.bulk_create(
        Score(result=result, kind=k.kind, code=k.code, part=k.part, score=score)
        for k, score in scores.items()
    )
    data = {"version": result.version, "origin": result.origin, "scores": len(scores)}
    record(actor=actor, event=events.SAVED, target=result, data=data)
    return result


@transaction.atomic
def save_results(*, actor: Any, drafts: Sequence[ResultDraft]) -> list[Result]:
    """Write several years, all or none. Raises `Refused` like `save_result`."""
    if not drafts:
        raise Refused(_("No score was found in this file."))
    ordered = sorted(drafts, key=lambda draft: draft.fiscal_year)
    return [save_result(actor=actor, draft=draft) for draft in ordered]


@transaction.atomic
def remove_result(*, actor: Any, year: int, reason: str) -> None:
    """Take a result away that was written to the wrong year. Its versions stay for good."""
    _require(actor)
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why."), "reason")
    found = Result.objects.select_for_update().filter(fiscal_year=year, is_removed=False)
    result = found.first()
    if result is None:
        raise Refused(_("There is no result of this year."))
    result.is_removed = True
    result.stated_total, result.stated_level, result.announced_on = None, "", None
    _keep(actor, result, {"is_removed": True, "scores": []}, reason[:500])
    result.scores.all().delete()
    record(actor=actor, event=events.REMOVED, target=result, data={"version": result.version})


def _require(actor: Any) -> None:
    if actor is not None and not permissions.may_write(actor):
        raise Refused(_("Only the officer in charge and administrators may do this."))


def _check(draft: ResultDraft) -> None:
    if draft.fiscal_year not in YEARS:
        raise Refused(_("Write a year of the Buddhist era, e.g. 2568."), "fiscal_year")
    stated = draft.stated
    if not stated.scores and stated.total is None:
        raise Refused(_("Write at least one score."))
    wrong = [
        k.code
        for k, score in stated.scores.items()
        if not 0 <= score <= FULL or k.kind not in KINDS
    ]
    if wrong or (stated.total is not None and not 0 <= stated.total <= FULL):
        raise Refused(
            _("Scores lie between 0 and 100: %(codes)s") % {"codes": ", ".join(wrong or ["ITA"])}
        )
    if len(stated.level) > 100:
        raise Refused(_("At most %(n)s characters.") % {"n": 100}, "level")


def _content(draft: ResultDraft, scores: dict[Key, Decimal]) -> dict[str, Any]:
    stated, day = draft.stated, draft.announced_on
    total = stated.total
    return {
        "origin": str(draft.origin),
        "source_name": draft.source_name[:200],
        "announced_on": day.isoformat() if day else None,
        "total": None if total is None else _plain(total.quantize(_FINEST)),
        "level": stated.level,
        "is_removed": False,
        "scores": [[k.kind, k.code, k.part, _plain(score)] for k, score in sorted(scores.items())],
    }


def _plain(score: Decimal) -> str:
    return f"{score.normalize():f}"


def _newest(result: Result) -> dict[str, Any] | None:
    newest = result.versions.first() if result.pk else None
    return newest.content if newest else None


def _keep(actor: Any, result: Result, content: dict[str, Any], reason: str) -> None:
    result.version += 1
    result.recorded_by = actor
    result.recorded_at = timezone.now()
    result.save()
    ResultVersion.objects.create(
        result=result,
        number=result.version,
        content=content,
        reason=reason.strip()[:500],
        saved_by=actor,
        saved_at=result.recorded_at,
    )
