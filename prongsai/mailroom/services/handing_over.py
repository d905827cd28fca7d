"""Writes: the open work of a position or a division goes to another one."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.common.errors import Refused
from prongsai.mailroom import events, permissions, wording
from prongsai.mailroom.models import Assignment, Desk, Handover, ReceivedPaper
from prongsai.mailroom.queries import list_open_assignments
from prongsai.mailroom.services.assigning import head_of, settle
from prongsai.organization.models import Division, Position
from prongsai.organization.queries import resolve

Unit = Position | Division


@transaction.atomic
def hand_over(*, actor: Any, source: Unit, target: Unit, reason: str) -> Handover:
    """Move every open desk of a position, or open assignment of a division, to another one."""
    if not permissions.may_hand_over(actor):
        raise Refused(_("Only the registrar and the chief administrator may hand over work."))
    if type(source) is not type(target) or source.pk == target.pk:
        raise Refused(
            _("Choose another position for a position, another division for a division."), "target"
        )
    reason = reason.strip()
    if not reason:
        raise Refused(_("Give the reason."), "reason")
    if isinstance(source, Position):
        assert isinstance(target, Position)
        papers = _move_desks(source, target)
    else:
        assert isinstance(target, Division)
        papers = _move_assignments(actor, source, target, reason)
    if not papers:
        raise Refused(_("Nothing is open there."), "source")
    handover = Handover.objects.create(
        from_name=str(source), to_name=str(target), reason=reason[:300], made_by=actor
    )
    handover.papers.set(papers)
    _tell(handover, target, len(papers))
    record(actor=actor, event=events.HANDED_OVER, target=handover, data={"papers": len(papers)})
    return handover


def _move_desks(source: Position, target: Position) -> list[ReceivedPaper]:
    desks = list(
        Desk.objects.select_for_update(of=("self",))
        .filter(position=source, closed_at__isnull=True)
        .select_related("paper")
        .defer("paper__words")
    )
    now = timezone.now()
    for desk in desks:
        desk.closed_at = now
        desk.save(update_fields=["closed_at"])
        Desk.objects.get_or_create(paper=desk.paper, position=target, closed_at=None)
    return [desk.paper for desk in desks]


def _move_assignments(
    actor: Any, source: Division, target: Division, reason: str
) -> list[ReceivedPaper]:
    """The old assignment ends and says where it went; the other division gets its deadline."""
    rows = list(list_open_assignments(division=source).select_for_update(of=("self",)))
    now = timezone.now()
    for row in rows:
        row.state, row.done_by, row.done_at = Assignment.State.DONE, actor, now
        row.result = wording.moved_result(target.name, reason)
        row.save()
        taken = Assignment.objects.filter(paper=row.paper, division=target).first()
        if taken is None or not taken.is_open:
            Assignment.objects.update_or_create(
                paper=row.paper,
                division=target,
                defaults={
                    "instruction": row.instruction,
                    "due_on": row.due_on,
                    "state": Assignment.State.WAITING,
                    "assigned_by": actor,
                    "assigned_at": now,
                    "accepted_by": None,
                    "accepted_at": None,
                    "done_by": None,
                    "done_at": None,
                },
            )
        settle(row.paper)
    return [row.paper for row in rows]


def _tell(handover: Handover, target: Unit, count: int) -> None:
    today = timezone.localdate()
    if isinstance(target, Division):
        person = head_of(target, today)
    else:
        capacity = resolve(target, today)
        person = capacity.user if capacity else None
    notify(
        recipients=[person],
        text=wording.handover_notice(count, handover.from_name),
        link="/office/received/mine/",
        key=f"handover:{handover.pk}",
        email=True,
    )
