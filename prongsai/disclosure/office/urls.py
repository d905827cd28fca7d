"""Addresses under /office/disclosure/."""

from django.urls import path

from prongsai.common.access import access
from prongsai.disclosure.office import (
    addresses,
    board,
    changes,
    checks,
    items,
    missing,
    places,
    snapshots,
)
from prongsai.disclosure.permissions import may_manage, may_open

see = access(may_open)
manage = access(may_manage)
year = "<int:year>/"
item = f"{year}items/<slug:code>/"
place = f"{item}places/<uuid:public_id>/"

urlpatterns = [
    path("", see(board.index), name="disclosure_index"),
    path("open/", manage(board.open_year), name="disclosure_open"),
    path(year, see(board.page), name="disclosure_year"),
    path(f"{year}publish/", manage(board.publish), name="disclosure_publish"),
    path(f"{year}off/", manage(board.take_off), name="disclosure_off"),
    path(f"{year}addresses/", see(addresses.page), name="disclosure_addresses"),
    path(f"{year}addresses.<str:kind>", see(addresses.export), name="disclosure_addresses_export"),
    path(f"{year}missing/", see(missing.page), name="disclosure_missing"),
    path(f"{year}missing.<str:kind>", see(missing.export), name="disclosure_missing_export"),
    path(f"{year}snapshots/", see(snapshots.page), name="disclosure_snapshots"),
    path(f"{year}changes/", see(changes.page), name="disclosure_changes"),
    path(f"{year}changes/carry/", manage(changes.carry), name="disclosure_carry"),
    path(f"{year}checks/", see(checks.page), name="disclosure_checks"),
    path(f"{year}checks/start/", manage(checks.start), name="disclosure_check"),
    path(item, see(items.page), name="disclosure_item"),
    path(f"{item}keeper/", manage(items.keeper), name="disclosure_keeper"),
    path(f"{item}check/", see(checks.start_item), name="disclosure_check_item"),
    path(f"{item}add/<slug:component>/", see(places.add), name="disclosure_add"),
    path(f"{item}pin/<slug:component>/", see(places.pin), name="disclosure_pin"),
    path(f"{item}aside/<slug:component>/", see(places.aside), name="disclosure_aside"),
    path(place, see(places.change), name="disclosure_change"),
    path(f"{place}withdraw/", see(places.withdraw), name="disclosure_withdraw"),
]
