"""Reading approvals: what waits for whom, and one document with its chain."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404

from prongsai.approvals import permissions
from prongsai.approvals.models import Chain, ChainStep, Procedure, Round, Step
from prongsai.approvals.registry import registry
from prongsai.evidence.models import Evidence
from prongsai.organization.queries import Capacity, resolve_all


def steps_of(round: Round) -> list[Step]:
    """The steps of a round in their order, from what is loaded."""
    return sorted(round.steps.all(), key=lambda step: step.order)


def has_act(step: Step) -> bool:
    """Whether somebody acted at this desk."""
    return getattr(step, "act", None) is not None


def last_round(procedure: Procedure) -> Round:
    """The newest round."""
    return max(procedure.rounds.all(), key=lambda r: r.number)


def with_everything(
    found: "QuerySet[Procedure]", *, has_texts: bool = True
) -> "QuerySet[Procedure]":
    """Procedures with rounds, steps and acts in three queries more; a list needs no texts."""
    rounds = Round.objects.order_by("number")
    steps = Step.objects.select_related(
        "act", "act__scan", "act__recorded_by", "position"
    ).order_by("order")
    return found.select_related("started_by").prefetch_related(
        Prefetch("rounds", rounds if has_texts else rounds.defer("snapshot")),
        Prefetch("rounds__steps", steps),
    )


def find_last_scan(round: Round) -> Evidence | None:
    """The newest photo of a signed paper in a round, from what is loaded."""
    acts = [step.act for step in steps_of(round) if has_act(step)]
    return next((act.scan for act in reversed(acts) if act.scan), None)


def list_on_paper(procedure: Procedure) -> list[str]:
    """The positions that signed the newest round on paper."""
    newest = procedure.rounds.order_by("-number").first()
    found = Step.objects.filter(round=newest, act__is_on_paper=True).order_by("order")
    return list(found.values_list("position_title", flat=True))


def count_acts(round: Round) -> int:
    """How many desks have acted."""
    return sum(has_act(step) for step in round.steps.all())


@dataclass(frozen=True)
class Desk:
    """A document at its current desk: adjacent steps one person signs, and who that is today."""

    procedure: Procedure
    round: Round
    steps: tuple[Step, ...]
    capacities: tuple[Capacity | None, ...]

    @property
    def signer(self) -> Any:
        """The account that acts today, or None when the desk is vacant."""
        return self.capacities[0].user if self.capacities and self.capacities[0] else None

    @property
    def due_on(self) -> dt.date | None:
        """By when."""
        return self.steps[0].due_on


def find_desk(procedure: Procedure, on: dt.date) -> Desk | None:
    """Where a running document lies on a day."""
    return next(iter(list_desks([procedure], on)), None)


def list_desks(procedures: Iterable[Procedure], on: dt.date) -> list[Desk]:
    """The current desks of running documents, resolved in two queries."""
    rows = [(p, last_round(p)) for p in procedures if p.state == Procedure.State.RUNNING]
    open_steps = {p.pk: [s for s in steps_of(r) if not has_act(s)] for p, r in rows}
    positions = {s.position_id: s.position for steps in open_steps.values() for s in steps}
    found = resolve_all(on, positions.values()) if positions else {}
    desks = []
    for procedure, current in rows:
        current.__dict__["_signers_on"] = {on: found}
        steps = open_steps[procedure.pk]
        if steps:
            run = _same_signer(steps, found)
            desks.append(
                Desk(procedure, current, tuple(run), tuple(found.get(s.position_id) for s in run))
            )
    return desks


def list_signers(round: Round, on: dt.date) -> dict[int, Capacity]:
    """Who would sign the open desks of a round on a day, by position; asked once per round."""
    known: dict[dt.date, dict[int, Capacity]] = round.__dict__.setdefault("_signers_on", {})
    if on not in known:
        known[on] = resolve_all(on, [s.position for s in steps_of(round) if not has_act(s)])
    return known[on]


def _same_signer(steps: Sequence[Step], found: dict[int, Capacity]) -> list[Step]:
    """The first step and those after it that the same person signs."""
    first = found.get(steps[0].position_id)
    run = [steps[0]]
    for step in steps[1:]:
        other = found.get(step.position_id)
        if first is None or other is None or other.user.pk != first.user.pk:
            break
        run.append(step)
    return run


def list_open(reader: Any = None) -> "QuerySet[Procedure]":
    """Documents that wait for a signature or for their correction, oldest first.

    With `reader` those that this person may read.
    """
    found = Procedure.objects.filter(state__in=[Procedure.State.RUNNING, Procedure.State.RETURNED])
    if reader is not None:
        found = found.filter(permissions.readable(reader))
    return with_everything(found, has_texts=False).order_by("started_at")


def list_running(reader: Any = None) -> "QuerySet[Procedure]":
    """Documents that wait for a signature, oldest first; those that `reader` may read."""
    return list_open(reader).filter(state=Procedure.State.RUNNING)


def list_waiting_for(user: Any, on: dt.date) -> list[Desk]:
    """What waits for a person today."""
    return [d for d in list_desks(list_running(user), on) if d.signer and d.signer.pk == user.pk]


def list_ended(reader: Any, limit: int = 50) -> "QuerySet[Procedure]":
    """The newest documents that were approved, refused or withdrawn and a person may read."""
    ended = (Procedure.State.APPROVED, Procedure.State.REFUSED, Procedure.State.WITHDRAWN)
    return Procedure.objects.filter(permissions.readable(reader), state__in=ended)[:limit]


def access_procedure(actor: Any, public_id: UUID) -> Procedure:
    """A document with everything for a colleague: 404 when there is none, 403 without the right."""
    if not permissions.may_see(actor):
        raise PermissionDenied
    found = with_everything(Procedure.objects.filter(public_id=public_id)).first()
    if found is None:
        raise Http404
    if not permissions.may_read(actor, found):
        raise PermissionDenied
    return found


def find_by_code(code: str) -> Procedure | None:
    """The document of a printed code, however it is spaced and cased."""
    wanted = "".join(letter for letter in code.upper() if letter.isalnum())
    return with_everything(Procedure.objects.filter(code=wanted)).first() if wanted else None


def find_latest(document_kind: str, subject_id: int) -> Procedure | None:
    """The newest procedure of a document, with everything."""
    found = Procedure.objects.filter(document_kind=document_kind, subject_id=subject_id)
    return with_everything(found).first()


def find_approved(document_kind: str, subject_id: int) -> Procedure | None:
    """The newest procedure of a document that was approved, with everything."""
    found = Procedure.objects.filter(document_kind=document_kind, subject_id=subject_id)
    return with_everything(found.filter(state=Procedure.State.APPROVED)).first()


def find_approved_part(document_kind: str, subject_id: int, *keys: str) -> Any:
    """What the newest approved text of a document says under some keys of its snapshot.

    None without such a text, or when it says nothing there. One query, which reads that part alone.
    """
    newest = Round.objects.filter(
        procedure__document_kind=document_kind,
        procedure__subject_id=subject_id,
        procedure__state=Procedure.State.APPROVED,
    ).order_by("-procedure__started_at", "-procedure", "-number")
    return newest.values_list("__".join(("snapshot", *keys)), flat=True).first()


def list_chain_steps(document_kind: str) -> list[ChainStep]:
    """The chain of a kind of document; made from its usual one on first use."""
    chain, is_new = Chain.objects.get_or_create(document_kind=document_kind)
    if is_new:
        links = registry.get(document_kind).chain
        ChainStep.objects.bulk_create(
            ChainStep(chain=chain, order=at, kind=link.kind, role=link.role, days=link.days)
            for at, link in enumerate(links, start=1)
        )
    return list(chain.steps.select_related("position", "position__division"))
