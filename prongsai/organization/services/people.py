"""Writes: who holds and who acts for a position, and the group that opens the office."""

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.audit.vocabulary import AuditEvent
from prongsai.common.errors import Refused
from prongsai.organization import events, rules
from prongsai.organization.models import ActingAppointment, ActingWording, Position, Tenure
from prongsai.organization.queries import running_for
from prongsai.organization.services.guards import require_manager, require_order

OFFICE_GROUP = "office"


@transaction.atomic
def appoint(
    *,
    actor: Any,
    position: Position,
    user: Any,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
) -> Tenure:
    """Record who holds a position from when to when (both days included).

    Refused when somebody else holds it at the same time.
    """
    require_manager(actor)
    position = Position.objects.select_for_update().get(pk=position.pk)
    require_order(starts_on, ends_on)
    others = position.tenures.values_list("starts_on", "ends_on")
    if rules.overlaps(starts_on, ends_on, others):
        raise Refused(_("Somebody holds this position at that time already."), "starts_on")
    tenure = Tenure.objects.create(
        position=position, user=user, starts_on=starts_on, ends_on=ends_on
    )
    sync_groups(on=timezone.localdate())
    record(actor=actor, event=events.APPOINTED, target=tenure)
    return tenure


@transaction.atomic
def end_tenure(*, actor: Any, tenure: Tenure, ends_on: dt.date) -> Tenure:
    """Record the last day on which somebody holds a position."""
    require_manager(actor)
    tenure = Tenure.objects.select_for_update(of=("self",)).get(pk=tenure.pk)
    _end(actor, tenure, ends_on, events.TENURE_ENDED)
    return tenure


def _end(actor: Any, row: Tenure | ActingAppointment, ends_on: dt.date, event: AuditEvent) -> None:
    require_order(row.starts_on, ends_on)
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    sync_groups(on=timezone.localdate())
    record(actor=actor, event=event, target=row, data={"on": str(ends_on)})


@transaction.atomic
def appoint_acting(
    *,
    actor: Any,
    position: Position,
    user: Any,
    wording: ActingWording,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    order_number: str = "",
    order_date: dt.date | None = None,
    scope: str = "",
    rank: int = 1,
) -> ActingAppointment:
    """Record who acts for a position: wording, order, days (both included), scope, rank."""
    require_manager(actor)
    position = Position.objects.select_for_update().get(pk=position.pk)
    require_order(starts_on, ends_on)
    if position.tenures.filter(user=user, ends_on__isnull=True).exists():
        raise Refused(_("Nobody acts for the position they hold."), "user")
    same = position.acting_appointments.filter(rank=rank).values_list("starts_on", "ends_on")
    if rules.overlaps(starts_on, ends_on, same):
        raise Refused(_("Somebody acts for it at that time in the same rank already."), "rank")
    acting = ActingAppointment.objects.create(
        position=position,
        user=user,
        wording=wording,
        order_number=order_number.strip(),
        order_date=order_date,
        starts_on=starts_on,
        ends_on=ends_on,
        scope=scope.strip(),
        rank=rank,
    )
    sync_groups(on=timezone.localdate())
    record(actor=actor, event=events.ACTING_APPOINTED, target=acting)
    return acting


@transaction.atomic
def end_acting(*, actor: Any, acting: ActingAppointment, ends_on: dt.date) -> ActingAppointment:
    """Record the last day of an acting appointment."""
    require_manager(actor)
    acting = ActingAppointment.objects.select_for_update(of=("self",)).get(pk=acting.pk)
    _end(actor, acting, ends_on, events.ACTING_ENDED)
    return acting


def sync_groups(*, on: dt.date) -> None:
    """Make Wagtail's group of the office mirror who has a position on a day.

    The group only opens the door of the office's shell; what a person may do inside is asked of
    the predicates in `permissions.py`.
    """

    group, is_new = Group.objects.get_or_create(name=OFFICE_GROUP)
    if is_new or not group.permissions.exists():
        group.permissions.add(Permission.objects.get(codename="access_admin"))
    users = get_user_model().objects.filter(is_active=True)
    held = users.filter(running_for("tenures", on)).values_list("pk", flat=True)
    acting = users.filter(running_for("acting_appointments", on)).values_list("pk", flat=True)
    group.user_set.set({*held, *acting})
