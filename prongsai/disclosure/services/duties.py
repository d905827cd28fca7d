"""Say who keeps components, how often they must be renewed, by when they are wanted."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.disclosure import events
from prongsai.disclosure.models import DisclosureYear, Duty
from prongsai.disclosure.services.guards import find_component, lock_item, require_manager, touch
from prongsai.organization.models import Division, Position

MOST_MONTHS = 120


@transaction.atomic
def set_keeper(
    *,
    actor: Any,
    year: DisclosureYear,
    code: str,
    components: Sequence[str],
    division: Division,
    position: Position | None = None,
    months: int | None = None,
    due_on: dt.date | None = None,
) -> list[Duty]:
    """Give components of an item to a division, perhaps to one position of it.

    `months`: how often they must be renewed; `due_on`: when they are wanted, if not by the end of
    the disclosure window. Raises `Refused` when nothing is chosen or something does not fit.
    """
    require_manager(actor)
    if not components:
        raise Refused(_("Choose at least one component."), "components")
    if position is not None and position.division_id != division.pk:
        raise Refused(_("This position belongs to another division."), "position")
    if months is not None and not 1 <= months <= MOST_MONTHS:
        raise Refused(_("From 1 to 120 months."), "months")
    for component in components:
        find_component(year, code, component)
    item = lock_item(year, code)
    said = {"division": division, "position": position, "months": months, "due_on": due_on}
    made = [
        Duty.objects.update_or_create(item=item, component=component, defaults=said)[0]
        for component in components
    ]
    touch(item)
    record(
        actor=actor,
        event=events.KEEPER_SET,
        target=item,
        data={"components": list(components), "division": division.name, "months": months},
    )
    return made
