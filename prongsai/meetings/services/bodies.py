"""Writes: bodies and who belongs to them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.meetings import events, permissions
from prongsai.meetings.catalogue import list_kinds
from prongsai.meetings.models import Body, BodyMember
from prongsai.organization.models import Position

SEATS = 1000  # numbers of order a role has


@dataclass(frozen=True)
class Member:
    """A member to be: exactly one of position, account and name."""

    position: Position | None = None
    user: Any = None
    name: str = ""
    role: str = BodyMember.Role.MEMBER
    title: str = ""
    is_counted: bool = True
    checks_minutes: bool = False


def _require(actor: Any) -> None:
    if actor is not None and not permissions.may_manage_bodies(actor):
        raise Refused(
            _("Only administrators, the officer in charge and the chief administrator may do this.")
        )


@transaction.atomic
def save_body(*, actor: Any, body: Body | None = None, **fields: Any) -> Body:
    """Create a body (without `body`) with the usual rules of its kind, or change one.

    `fields` are those of the model; a new body needs kind and name, its code is made of its kind.
    """
    _require(actor)
    if body is None:
        kind = list_kinds().get(fields.get("kind", ""))
        if kind is None:
            raise Refused(_("Choose a kind."), "kind")
        body = Body(**(kind.rules | {"code": _free_code(kind.kind)} | fields))
    else:
        body = Body.objects.select_for_update().get(pk=body.pk)
        if fields.get("kind", body.kind) != body.kind and body.meetings.exists():
            raise Refused(_("It has met already: its kind stays."), "kind")
        for name, value in fields.items():
            setattr(body, name, value)
    try:
        body.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(messages[0], None if field == "__all__" else field) from error
    body.save()
    record(actor=actor, event=events.BODY_SAVED, target=body)
    return body


def _free_code(kind: str) -> str:
    """The kind, or the kind with the first number that is free."""
    taken = set(Body.objects.filter(code__startswith=kind).values_list("code", flat=True))
    numbered = (f"{kind}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (kind, *numbered) if code not in taken)


@transaction.atomic
def add_members(
    *, actor: Any, body: Body, members: Sequence[Member], starts_on: dt.date
) -> list[BodyMember]:
    """Add several members at once, all or none."""
    if not members:
        raise Refused(_("Choose a position, or a person, or write a name."), "positions")
    add = partial(add_member, actor=actor, body=body, starts_on=starts_on)
    return [add(member=member) for member in members]


@transaction.atomic
def add_member(*, actor: Any, body: Body, member: Member, starts_on: dt.date) -> BodyMember:
    """Add a member. Raises `Refused` for a double or for more than one of position, account, name."""
    _require(actor)
    body = Body.objects.select_for_update().get(pk=body.pk)
    name = member.name.strip()
    if sum((member.position is not None, member.user is not None, bool(name))) != 1:
        raise Refused(_("Choose a position, or a person, or write a name."), "position")
    same = body.members.filter(
        position=member.position, user=member.user, name=name, ends_on__isnull=True
    )
    if same.exists():
        raise Refused(_("This member belongs to the body already."), "position")
    made = BodyMember.objects.create(
        body=body,
        role=member.role,
        position=member.position,
        user=member.user,
        name=name[:200],
        title=member.title.strip()[:200],
        is_counted=member.is_counted,
        checks_minutes=member.checks_minutes,
        order=_place(body, member.role),
        starts_on=starts_on,
    )
    record(actor=actor, event=events.MEMBERS_CHANGED, target=body)
    return made


def _place(body: Body, role: str) -> int:
    """Behind the others of the role: chair, deputies, members, secretaries, as minutes list them."""
    rank = list(BodyMember.Role.values).index(role)
    last = body.members.filter(order__gte=rank * SEATS, order__lt=(rank + 1) * SEATS)
    return (last.aggregate(last=Max("order"))["last"] or rank * SEATS) + 1


@transaction.atomic
def change_member(
    *,
    actor: Any,
    member: BodyMember,
    role: str,
    title: str,
    is_counted: bool,
    checks_minutes: bool,
) -> BodyMember:
    """Change what a member is in the body; meetings that called them keep what they wrote down."""
    _require(actor)
    body = Body.objects.select_for_update().get(pk=member.body_id)
    member = BodyMember.objects.select_for_update().get(pk=member.pk)
    if role != member.role:
        member.role, member.order = role, _place(body, role)
    member.title = title.strip()[:200]
    member.is_counted, member.checks_minutes = is_counted, checks_minutes
    member.save()
    record(actor=actor, event=events.MEMBERS_CHANGED, target=body)
    return member


@transaction.atomic
def end_member(*, actor: Any, member: BodyMember, ends_on: dt.date) -> BodyMember:
    """End a membership; what was written down of earlier meetings stays."""
    _require(actor)
    member = BodyMember.objects.select_for_update().get(pk=member.pk)
    if ends_on < member.starts_on:
        raise Refused(_("It would end before it began."), "ends_on")
    member.ends_on = ends_on
    member.save(update_fields=["ends_on"])
    record(actor=actor, event=events.MEMBERS_CHANGED, target=member.body)
    return member
