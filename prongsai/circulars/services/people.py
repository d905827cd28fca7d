"""The audience: chosen by whole organisation, division, position, person or typed name; a snapshot."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.circulars import events, permissions, queries
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.rules import MAX_NAMES, Named
from prongsai.common.errors import Refused
from prongsai.organization.models import Division, Position
from prongsai.organization.queries import spelling_key


@dataclass(frozen=True)
class Audience:
    """Who should read: any mixture; each person is asked once."""

    is_everyone: bool = False
    divisions: Sequence[Division] = ()
    positions: Sequence[Position] = ()
    people: Sequence[Any] = ()
    names: Sequence[Named] = ()


def select(actor: Any, audience: Audience, on: dt.date) -> list[Recipient]:
    """The people of an audience as they are on a day, not saved. A head reaches the own division.

    Raises `Refused` for an empty audience, too many names, or people of other divisions.
    """
    if len(audience.names) > MAX_NAMES:
        raise Refused(_("At most %(n)s names at once.") % {"n": MAX_NAMES}, "names")
    found = [
        Recipient(
            user=colleague.user,
            name=str(colleague.user),
            division=colleague.position.division,
            division_name=colleague.position.division.name if colleague.position.division else "",
            position_title=colleague.position.title,
        )
        for colleague in _select_colleagues(audience, on)
    ]
    found += _select_names(audience.names)
    if not found:
        raise Refused(_("Choose who should read it."), "is_everyone")
    _check_reach(actor, found)
    return found


def _select_colleagues(audience: Audience, on: dt.date) -> list[queries.Colleague]:
    colleagues = queries.list_colleagues(on)
    if audience.is_everyone:
        return colleagues
    people = {user.pk for user in audience.people}
    positions = {position.pk for position in audience.positions}
    divisions = {division.pk for division in audience.divisions}
    posts = queries.list_posts_of((c.user.pk for c in colleagues), on) if positions else {}
    return [
        c
        for c in colleagues
        if c.user.pk in people
        or c.position.division_id in divisions
        or posts.get(c.user.pk, set()) & positions
    ]


def _select_names(names: Sequence[Named]) -> list[Recipient]:
    known: dict[str, Division] = {}
    for unit in Division.objects.all() if names else ():
        known |= {spelling_key(text): unit for text in (unit.name, *unit.aliases)}
    found = []
    for named in names:
        division = known.get(spelling_key(named.division)) if named.division else None
        found.append(
            Recipient(
                name=named.name,
                division=division,
                division_name=division.name if division else named.division,
                position_title=named.position,
            )
        )
    return found


def _check_reach(actor: Any, found: Iterable[Recipient]) -> None:
    if permissions.manages_all(actor):
        return
    own = {division.pk for division in permissions.headed_divisions(actor)}
    outside = [r.name for r in found if r.division_id not in own]
    if outside:
        raise Refused(
            _("A head circulates to the own division only; not of it: %(names)s")
            % {"names": ", ".join(outside[:5])},
            "names",
        )


def audience_of(circulation: Circulation) -> Audience:
    """The people of an earlier circular: accounts as they are today, names as they were typed."""
    rows = list(circulation.recipients.select_related("user"))
    return Audience(
        people=[row.user for row in rows if row.user is not None],
        names=[
            Named(row.name, row.division_name, row.position_title)
            for row in rows
            if row.user is None
        ],
    )


def leave_out_readers(found: Sequence[Recipient], digest: str) -> list[Recipient]:
    """Those who have not acknowledged this very version in any circular."""
    readers = Recipient.objects.filter(acknowledged_at__isnull=False, digest=digest)
    known = {_key(reader) for reader in readers}
    return [recipient for recipient in found if _key(recipient) not in known]


def _key(recipient: Recipient) -> tuple[object, ...]:
    if recipient.user_id is not None:
        return (recipient.user_id,)
    return (recipient.name, recipient.division_name, recipient.position_title)


def save_people(
    actor: Any, circulation: Circulation, found: Sequence[Recipient], at: dt.datetime
) -> list[Recipient]:
    """Save those who are not in the circular yet and tell the accounts among them."""
    known = {_key(row) for row in circulation.recipients.all()}
    new = {_key(row): row for row in found if _key(row) not in known}
    for row in new.values():
        row.circulation, row.added_by, row.added_at = circulation, actor, at
    made = Recipient.objects.bulk_create(new.values())
    tell_new(circulation, made)
    return made


def tell_new(circulation: Circulation, people: Sequence[Recipient]) -> None:
    """Tell the accounts among these people that something waits for them."""
    notify(
        recipients=[row.user for row in people],
        text=_("Please read and acknowledge: %(title)s") % {"title": circulation.title},
        link=f"/office/circulars/{circulation.public_id}/",
        key=f"circular:{circulation.pk}:new",
        email=True,
    )


@transaction.atomic
def add_people(*, actor: Any, circulation: Circulation, audience: Audience) -> list[Recipient]:
    """Add people who came later; those who are asked already stay as they are."""
    circulation = lock_managed(actor, circulation)
    now = timezone.now()
    found = select(actor, audience, timezone.localdate(now))
    made = save_people(actor, circulation, found, now)
    if not made:
        raise Refused(_("All of these people are asked already."), "names")
    record(actor=actor, event=events.PEOPLE_ADDED, target=circulation, data={"people": len(made)})
    return made


def lock_managed(actor: Any, circulation: Circulation) -> Circulation:
    """Lock an open circular for who leads it. Raises `Refused`."""
    circulation = Circulation.objects.select_for_update(of=("self",)).get(pk=circulation.pk)
    if not permissions.may_manage(actor, circulation):
        raise Refused(_("Only who leads this circular may do this."))
    if not circulation.is_open:
        raise Refused(_("This circular is closed."))
    return circulation
