"""Carry keepers, cadence and addresses over from the year before, in one step after a preview."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.disclosure import events
from prongsai.disclosure.models import DisclosureYear, Duty, Proof
from prongsai.disclosure.queries.changes import Carried, list_carried
from prongsai.disclosure.services.guards import lock_item, lock_year, require_manager, touch


@dataclass(frozen=True)
class CarriedOver:
    """How many keepers and addresses came over."""

    keepers: int
    addresses: int


@transaction.atomic
def carry_over(
    *, actor: Any, year: DisclosureYear, chosen: Collection[str], with_addresses: bool
) -> CarriedOver:
    """Take over what last year knew of the chosen components (keys such as "O3-a").

    What this year already says stays. An address keeps its day of the last update, so that it is
    seen to be old; the checks tell whether it shows the right year. Raises `Refused` for nothing.
    """
    require_manager(actor)
    year = lock_year(year)
    rows = [row for row in list_carried(year) if row.key in chosen]
    if not rows:
        raise Refused(_("Choose at least one component."), "chosen")
    keepers, addresses = 0, 0
    for row in rows:
        item = lock_item(year, row.item.code)
        if row.duty is not None:
            _carry_keeper(item.pk, row, row.duty)
            keepers += 1
        if with_addresses:
            addresses += len([_carry_address(actor, item.pk, row, proof) for proof in row.proofs])
        touch(item)
    data = {"keepers": keepers, "addresses": addresses, "from": year.fiscal_year - 1}
    record(actor=actor, event=events.CARRIED_OVER, target=year, data=data)
    return CarriedOver(keepers, addresses)


def _carry_keeper(item_id: int, row: Carried, duty: Duty) -> None:
    """A wish of last year ("by 1 April") is not one of this year."""
    Duty.objects.create(
        item_id=item_id,
        component=row.component.id,
        division=duty.division,
        position=duty.position,
        months=duty.months,
    )


def _carry_address(actor: Any, item_id: int, row: Carried, proof: Proof) -> Proof:
    return Proof.objects.create(
        item_id=item_id,
        component=row.component.id,
        kind=Proof.Kind.ADDRESS,
        label=proof.label,
        link=proof.link,
        updated_on=proof.updated_on,
        created_by=actor,
    )
