"""Writes: minutes at the desks (เกษียน), each in a capacity of that day, forwarded or not."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.common.errors import Refused
from prongsai.mailroom import events, permissions, wording
from prongsai.mailroom.models import Desk, Minute, ReceivedPaper
from prongsai.mailroom.queries import list_capacities
from prongsai.mailroom.services.guards import link_of, lock_paper
from prongsai.organization.models import Position
from prongsai.organization.queries import Capacity, resolve

LONGEST = 4000


@transaction.atomic
def write_minute(
    *,
    actor: Any,
    paper: ReceivedPaper,
    position: Position,
    text: str,
    forward_to: Position | None = None,
    closes: bool = False,
) -> Minute:
    """Write on the paper for a position, and forward it or put it to the files.

    Refused when the actor does not act for the position today, or an assignment is still open when
    the paper should be put away.
    """
    paper = lock_paper(actor, paper)
    capacity = _capacity(actor, position)
    text = text.strip()
    if not text and not forward_to:
        raise Refused(_("Write a minute."), "text")
    if len(text) > LONGEST:
        raise Refused(_("At most %(n)s characters.") % {"n": LONGEST}, "text")
    if forward_to is not None and forward_to.pk == position.pk:
        raise Refused(_("It lies at this desk already."), "forward_to")
    if closes:
        _check_close(actor, paper, forward_to)
    minute = Minute.objects.create(
        paper=paper,
        position=position,
        author=actor,
        author_name=str(actor)[:200],
        lines=list(capacity.lines),
        text=text,
        forwarded_to=forward_to,
        closes=closes,
    )
    _move(paper, minute)
    record(
        actor=actor, event=events.MINUTED, target=paper, data={"position": capacity.position.title}
    )
    return minute


def _capacity(actor: Any, position: Position) -> Capacity:
    found = list_capacities(actor, timezone.localdate())
    capacity = next((c for c in found if c.position.pk == position.pk), None)
    if capacity is None:
        raise Refused(_("You do not act for this position today."), "position")
    return capacity


def _check_close(actor: Any, paper: ReceivedPaper, forward_to: Position | None) -> None:
    if not permissions.may_assign(actor, paper):
        raise Refused(_("Only who assigns papers may put one to the files."), "closes")
    if forward_to is not None:
        raise Refused(_("A paper that is forwarded is not put to the files."), "closes")
    if any(a.is_open for a in paper.assignments.all()):
        raise Refused(_("A division still has to act on it."), "closes")


def _move(paper: ReceivedPaper, minute: Minute) -> None:
    """Close the desk the minute was written at, open the next, tell who sits there."""
    now = minute.written_at
    open_desks = Desk.objects.filter(paper=paper, closed_at__isnull=True)
    closed = open_desks if minute.closes else open_desks.filter(position=minute.position)
    closed.update(closed_at=now)
    if minute.closes:
        paper.state, paper.due_on = ReceivedPaper.State.DONE, None
    elif paper.state == ReceivedPaper.State.DONE and not paper.assignments.exists():
        paper.state = ReceivedPaper.State.RECEIVED
    paper.save(update_fields=["state", "due_on"])
    if minute.forwarded_to is None:
        return
    desk, _is_new = Desk.objects.get_or_create(
        paper=paper, position=minute.forwarded_to, closed_at=None
    )
    capacity = resolve(minute.forwarded_to, timezone.localdate())
    notify(
        recipients=[capacity.user] if capacity else [],
        text=wording.forwarded_notice(paper, minute.forwarded_to.title),
        link=link_of(paper),
        key=f"desk:{desk.pk}",
        email=True,
    )
