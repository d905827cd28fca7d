"""The chains as data: who signs documents of a kind from the next submission on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.approvals import events, permissions
from prongsai.approvals.models import Chain, ChainStep
from prongsai.approvals.queries import list_chain_steps
from prongsai.approvals.rules import find_chain_problem
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.organization.models import Position


@dataclass(frozen=True)
class DeskDraft:
    """A desk as typed: its kind, a role or a fixed position, working days to act (1–60)."""

    kind: str
    role: str
    position: Position | None
    days: int


@transaction.atomic
def change_chain(*, actor: Any, document_kind: str, desks: Sequence[DeskDraft]) -> Chain:
    """Replace a chain; documents on their way keep the one they were submitted with."""
    if not permissions.may_change_chains(actor):
        raise Refused(_("Only the officer in charge or an administrator may change the chain."))
    problem = find_chain_problem([desk.kind for desk in desks])
    if problem:
        raise Refused(
            _("A chain begins with the reporter, ends with one decision, and has opinions between.")
        )
    if any(not desk.role and desk.position is None for desk in desks):
        raise Refused(_("Each desk needs a role or a position."))
    list_chain_steps(document_kind)
    chain = Chain.objects.select_for_update().get(document_kind=document_kind)
    chain.steps.all().delete()
    ChainStep.objects.bulk_create(
        ChainStep(
            chain=chain,
            order=at,
            kind=desk.kind,
            role="" if desk.position else desk.role,
            position=desk.position,
            days=desk.days,
        )
        for at, desk in enumerate(desks, start=1)
    )
    data = {"desks": [f"{d.kind} {d.position.title if d.position else d.role}" for d in desks]}
    record(actor=actor, event=events.CHAIN_CHANGED, target=chain, data=data)
    return chain
