"""What every write of disclosure asks first: who acts, and the rows locked in one order."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.catalogues.queries import get_catalogue
from prongsai.catalogues.shapes import Component, Item
from prongsai.common.errors import Refused
from prongsai.disclosure import permissions
from prongsai.disclosure.models import DisclosedItem, DisclosureYear, Duty
from prongsai.disclosure.queries.catalogue import components_of
from prongsai.evidence import entries


def require_manager(actor: Any) -> None:
    """Raises `Refused` for who does not manage disclosure; None is the program itself."""
    if actor is not None and not permissions.may_manage(actor):
        raise Refused(_("Only the officer of the integrity work may do this."))


def lock_year(year: DisclosureYear) -> DisclosureYear:
    """The year, so that nobody else changes it in this transaction."""
    return DisclosureYear.objects.select_for_update(of=("self",)).get(pk=year.pk)


def lock_item(year: DisclosureYear, code: str) -> DisclosedItem:
    """The row of an item, made when it is first needed, locked."""
    item, _is_new = DisclosedItem.objects.get_or_create(year=year, code=code)
    return (
        DisclosedItem.objects.select_for_update(of=("self",)).select_related("year").get(pk=item.pk)
    )


def find_component(year: DisclosureYear, code: str, component: str) -> tuple[Item, Component]:
    """The item and its component in the year's catalogue. Raises `Refused` when there is none."""
    item = get_catalogue(year.fiscal_year).find_item(code)
    found = next((c for c in components_of(item) if c.id == component), None) if item else None
    if item is None or found is None:
        raise Refused(_("The catalogue of this year has no such component."), "component")
    return item, found


def require_keeper(actor: Any, item: DisclosedItem, component: str) -> None:
    """Raises `Refused` for who neither manages disclosure nor leads the division that keeps it."""
    if actor is None:
        return
    duty = Duty.objects.filter(item=item, component=component).first()
    if not permissions.may_update(actor, duty):
        raise Refused(_("Only the officer, or who keeps it, may do this."))


def touch(item: DisclosedItem) -> None:
    """The year's page changed now."""
    DisclosureYear.objects.filter(pk=item.year_id).update(changed_at=timezone.now())
    entries.changed("disclosure")
