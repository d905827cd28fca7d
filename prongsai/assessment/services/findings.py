"""Findings of the analysis: prefilled from the scores, written, reworded, ordered, set aside."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.assessment import events
from prongsai.assessment.answers import is_answered
from prongsai.assessment.models import Finding, FindingKind
from prongsai.assessment.permissions import may_write
from prongsai.assessment.queries.findings import (
    find_suggestion,
    has_result,
    list_new_suggestions,
    list_speaking,
)
from prongsai.assessment.rules.suggestions import Suggestion
from prongsai.audit.services import record
from prongsai.common.errors import Refused

LONGEST_TEXT = 2000


@transaction.atomic
def prefill_findings(*, actor: Any, fiscal_year: int) -> int:
    """Make a finding of each suggestion of a result that was not made before; how many there were.

    What stands there already is left as it is, also when the scores changed or it was set aside.
    A topic that says that nothing is weak gets no weakness. Raises `Refused` without a result.
    """
    _require_manager(actor)
    if not has_result(fiscal_year):
        raise Refused(_("There are no scores of %(year)s to analyse.") % {"year": fiscal_year})
    _lock(fiscal_year)
    made = [_draft(actor, fiscal_year, row) for row in list_new_suggestions(fiscal_year)]
    for finding in made:
        finding.order = _last_order(fiscal_year, finding.topic) + 1
        finding.save()
    if made:
        record(
            actor=actor,
            event=events.FINDINGS_PREFILLED,
            target=made[0],
            data={"from_year": fiscal_year, "findings_made": len(made)},
        )
    return len(made)


@transaction.atomic
def take_suggestion(*, actor: Any, fiscal_year: int, key: str) -> Finding:
    """Take one suggestion as it reads now: as a new finding, or over the one made of it before."""
    _require_manager(actor)
    offered = find_suggestion(fiscal_year, key)
    if offered is None:
        raise Refused(_("The scores no longer suggest this."))
    finding = _lock(fiscal_year).filter(suggestion=key).first()
    if finding is None:
        finding = _draft(actor, fiscal_year, offered)
        finding.order = _last_order(fiscal_year, offered.topic) + 1
        _check_kind(finding)
        finding.save()
        record(actor=actor, event=events.FINDING_ADDED, target=finding, data=_told(finding))
        return finding
    before = _words(finding)
    _require_unanswered(finding, offered.kind)
    finding.kind, finding.text = offered.kind, offered.text
    finding.scores, finding.suggested = list(offered.scores), offered.as_kept
    finding.state, finding.state_reason = Finding.State.KEPT, ""
    _check_kind(finding)
    _record_change(actor, finding, before)
    return finding


@transaction.atomic
def add_finding(
    *,
    actor: Any,
    fiscal_year: int,
    topic: int,
    kind: str,
    text: str,
    codes: Collection[str] = (),
) -> Finding:
    """Write a finding of the result of a fiscal year (พ.ศ.); `codes` name the scores that speak
    for it, which are kept as they stand now.

    Raises `Refused` (field `kind`) when a topic would say that nothing is weak beside a weakness.
    """
    _require_manager(actor)
    line = _clean(text)
    _lock(fiscal_year)
    finding = Finding(
        fiscal_year=fiscal_year,
        topic=topic,
        kind=kind,
        text=line,
        scores=list_speaking(fiscal_year, topic, codes),
        order=_last_order(fiscal_year, topic) + 1,
        created_by=actor,
    )
    _check_kind(finding)
    finding.save()
    record(actor=actor, event=events.FINDING_ADDED, target=finding, data=_told(finding))
    return finding


@transaction.atomic
def change_finding(
    *,
    actor: Any,
    finding: Finding,
    kind: str,
    text: str,
    codes: Collection[str] | None = None,
    seen: str = "",
) -> Finding:
    """Reword a finding; new `codes` freeze today's scores, None leaves the frozen ones.

    `seen` is the time of change that the writer saw (ISO 8601). Raises `Refused` when somebody
    changed it meanwhile.
    """
    _require_manager(actor)
    line = _clean(text)
    finding = _lock(finding.fiscal_year).get(pk=finding.pk)
    if seen and seen != finding.updated_at.isoformat():
        raise Refused(
            _("Somebody else has changed this finding meanwhile. Check the text and save again.")
        )
    before = _words(finding)
    _require_unanswered(finding, kind)
    finding.kind, finding.text = kind, line
    if codes is not None and set(codes) != {str(row["code"]) for row in finding.scores}:
        finding.scores = _freeze(finding, codes)
    _check_kind(finding)
    if before != _words(finding):
        _record_change(actor, finding, before)
    return finding


@transaction.atomic
def move_finding(*, actor: Any, finding: Finding, by: int) -> None:
    """Move a finding up (-1) or down (1) within its topic; at the end it stays."""
    _require_manager(actor)
    rows = list(_lock(finding.fiscal_year).filter(topic=finding.topic, state=Finding.State.KEPT))
    at = next((n for n, row in enumerate(rows) if row.pk == finding.pk), None)
    if at is None or not 0 <= at + by < len(rows):
        return
    rows.insert(at + by, rows.pop(at))
    for order, row in enumerate(rows, start=1):
        row.order = order
    Finding.objects.bulk_update(rows, ["order"])
    record(actor=actor, event=events.FINDING_MOVED, target=finding, data=_told(finding))


@transaction.atomic
def set_aside_finding(*, actor: Any, finding: Finding, reason: str) -> Finding:
    """Leave a finding out of the analysis, with the reason; it is not suggested again."""
    _require_manager(actor)
    if len(reason.strip()) < 3:
        raise Refused(_("Give the reason why it is left out."), "reason")
    finding = _lock(finding.fiscal_year).get(pk=finding.pk)
    finding.state, finding.state_reason = Finding.State.SET_ASIDE, reason.strip()
    finding.updated_at = timezone.now()
    finding.save(update_fields=["state", "state_reason", "updated_at"])
    data = _told(finding) | {"reason": finding.state_reason}
    record(actor=actor, event=events.FINDING_SET_ASIDE, target=finding, data=data)
    return finding


@transaction.atomic
def restore_finding(*, actor: Any, finding: Finding) -> Finding:
    """Take a finding that was set aside back into the analysis."""
    _require_manager(actor)
    finding = _lock(finding.fiscal_year).get(pk=finding.pk)
    finding.state, finding.state_reason = Finding.State.KEPT, ""
    _check_kind(finding)
    finding.updated_at = timezone.now()
    finding.save(update_fields=["state", "state_reason", "updated_at"])
    record(actor=actor, event=events.FINDING_RESTORED, target=finding, data=_told(finding))
    return finding


def _require_manager(actor: Any) -> None:
    """Refuse who may not write the analysis; the program itself (None) may, for the example."""
    if actor is not None and not may_write(actor):
        raise Refused(_("Only the officer in charge of integrity work may write the analysis."))


def _lock(fiscal_year: int) -> Any:
    """The findings of a year, their rows locked until the transaction ends."""
    rows = Finding.objects.filter(fiscal_year=fiscal_year)
    list(rows.select_for_update().values_list("pk", flat=True))
    return rows


def _draft(actor: Any, fiscal_year: int, offered: Suggestion) -> Finding:
    return Finding(
        fiscal_year=fiscal_year,
        topic=offered.topic,
        kind=offered.kind,
        text=offered.text,
        scores=list(offered.scores),
        origin=Finding.Origin.SUGGESTED,
        suggestion=offered.key,
        suggested=offered.as_kept,
        created_by=actor,
    )


def _freeze(finding: Finding, codes: Collection[str]) -> list[dict[str, Any]]:
    """Today's scores of the codes; one that the result no longer has stays as it was kept."""
    now = list_speaking(finding.fiscal_year, finding.topic, codes)
    found = {row["code"] for row in now}
    gone = [row for row in finding.scores if row["code"] in codes and row["code"] not in found]
    return [*now, *gone]


def _check_kind(finding: Finding) -> None:
    """A topic says either that something is weak or that nothing is."""
    others = Finding.objects.filter(
        fiscal_year=finding.fiscal_year, topic=finding.topic, state=Finding.State.KEPT
    ).exclude(pk=finding.pk)
    if finding.kind == FindingKind.NONE and others.filter(kind=FindingKind.URGENT).exists():
        raise Refused(_("This topic names a weakness; set it aside first."), "kind")
    if finding.kind == FindingKind.NONE and others.filter(kind=FindingKind.NONE).exists():
        raise Refused(_("This topic says already that nothing is weak."), "kind")
    if finding.kind == FindingKind.URGENT and others.filter(kind=FindingKind.NONE).exists():
        raise Refused(_("This topic says that nothing is weak; set that aside first."), "kind")


def _require_unanswered(finding: Finding, kind: str) -> None:
    """What measures answer cannot become the word that nothing is weak: they would answer nothing."""
    if kind == FindingKind.NONE and finding.kind != kind and is_answered(finding):
        raise Refused(
            _(
                "Measures answer this finding. Take it off them first, then say that nothing is weak."
            ),
            "kind",
        )


def _last_order(fiscal_year: int, topic: int) -> int:
    rows = Finding.objects.filter(fiscal_year=fiscal_year, topic=topic).order_by("-order")
    return rows.values_list("order", flat=True).first() or 0


def _clean(text: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise Refused(_("Write the finding."), "text")
    if len(line) > LONGEST_TEXT:
        raise Refused(_("At most %(n)s characters.") % {"n": LONGEST_TEXT}, "text")
    return line


def _record_change(actor: Any, finding: Finding, before: str) -> None:
    finding.updated_at = timezone.now()
    finding.save()
    data = {"field": "finding", "from": before, "to": _words(finding)}
    record(actor=actor, event=events.FINDING_CHANGED, target=finding, data=data)


def _words(finding: Finding) -> str:
    codes: Sequence[str] = [str(row["code"]) for row in finding.scores]
    tail = f" ({', '.join(codes)})" if codes else ""
    return f"{finding.get_kind_display()}: {finding.text}{tail}"


def _told(finding: Finding) -> dict[str, Any]:
    return {"topic": finding.topic, "finding": finding.text}
