"""Keeping a published table of results: a new one of the same year and area takes its place."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.assessment import events, permissions
from prongsai.assessment.importing.peers import PeerRow
from prongsai.assessment.models import Peer, PeerTable
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.organization.queries import find_profile, spelling_key

BATCH = 2000


@transaction.atomic
def save_peers(
    *, actor: Any, fiscal_year: int, province: str, rows: Sequence[PeerRow], source_name: str
) -> PeerTable:
    """Write the table of a year (พ.ศ.); `province` is empty for the whole country.

    Raises `Refused` for a person who may not, a year out of range, or no row.
    """
    if actor is not None and not permissions.may_write(actor):
        raise Refused(_("Only the officer in charge and administrators may do this."))
    if not 2500 <= fiscal_year <= 2700:
        raise Refused(_("Write a year of the Buddhist era, e.g. 2568."), "fiscal_year")
    if not rows:
        raise Refused(_("No agency with a score was found in this file."), "file")
    province = province.strip()[:100]
    PeerTable.objects.filter(fiscal_year=fiscal_year, province=province).delete()
    table = PeerTable.objects.create(
        fiscal_year=fiscal_year,
        province=province,
        source_name=source_name[:200],
        imported_by=actor,
        imported_at=timezone.now(),
    )
    own = find_own(rows)
    Peer.objects.bulk_create(
        (Peer(table=table, is_own=at == own, **vars(row)) for at, row in enumerate(rows)),
        batch_size=BATCH,
    )
    record(actor=actor, event=events.PEERS_SAVED, target=table, data={"rows": len(rows)})
    return table


def find_own(rows: Sequence[PeerRow]) -> int | None:
    """The place of the own organisation's row: by name, kind, and where the table says it, the
    province and the district; None when no row or more than one fits."""
    profile = find_profile()
    if profile is None:
        return None
    names = {spelling_key(name) for name in (profile.full_name, profile.short_name)}
    bare = spelling_key(profile.name)
    found = [
        at
        for at, row in enumerate(rows)
        if _fits(row.province, profile.province)
        and _fits(row.amphoe, profile.amphoe)
        and (
            spelling_key(row.name) in names
            or (row.kind == profile.kind and spelling_key(row.name) == bare)
        )
    ]
    return found[0] if len(found) == 1 else None


def _fits(stated: str, known: str) -> bool:
    return not stated or spelling_key(stated) == spelling_key(known)


@transaction.atomic
def choose_own(*, actor: Any, table: PeerTable, peer: Peer | None) -> None:
    """Say which line is one's own. Raises `Refused` for a person who may not."""
    if not permissions.may_write(actor):
        raise Refused(_("Only the officer in charge and administrators may do this."))
    table.peers.filter(is_own=True).update(is_own=False)
    if peer is not None:
        table.peers.filter(pk=peer.pk).update(is_own=True)
    record(actor=actor, event=events.OWN_CHOSEN, target=table, data={})


@transaction.atomic
def remove_peers(*, actor: Any, table: PeerTable) -> None:
    """Take a table away. Raises `Refused` for a person who may not."""
    if not permissions.may_write(actor):
        raise Refused(_("Only the officer in charge and administrators may do this."))
    record(actor=actor, event=events.PEERS_REMOVED, target=table, data={})
    table.delete()
