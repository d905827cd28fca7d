"""Each morning: who is missing is reminded, heads and the officer hear who is late."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.channels.services import notify
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.queries import list_due, list_missing
from prongsai.organization import queries as organization
from prongsai.organization.models import Role
from prongsai.registerkit.reminders import find_cause
from prongsai.thai.calendar import format_date

NAMES_IN_A_NOTICE = 12


def remind(*, on: dt.date) -> int:
    """Remind of every open circular that is due soon or late; returns how many people are missing.

    Each cause is told once, however often this runs.
    """
    return sum(_remind(circulation, on) for circulation in list_due(on))


@transaction.atomic
def _remind(circulation: Circulation, on: dt.date) -> int:
    cause = find_cause(circulation.due_on, on)
    missing = list(list_missing(circulation))
    if not cause or not missing:
        return 0
    notify(
        recipients=[row.user for row in missing if row.user is None or row.user.is_active],
        text=_wording(cause)
        % {"title": circulation.title, "day": format_date(circulation.due_on, "short")},
        link=f"/office/circulars/{circulation.public_id}/",
        key=f"circular:{circulation.pk}:{cause}",
        email=True,
    )
    if cause.startswith("late"):
        _tell_heads(circulation, missing, cause, on)
    return len(missing)


def _wording(cause: str) -> str:
    if cause.startswith("late"):
        return _("Overdue since %(day)s, please acknowledge: %(title)s")
    return _("Please acknowledge by %(day)s: %(title)s")


def _tell_heads(
    circulation: Circulation, missing: Sequence[Recipient], cause: str, on: dt.date
) -> None:
    """The head of each division gets the list of who is missing there; the starter the whole one."""
    by_division: dict[int, list[Recipient]] = {}
    for row in missing:
        if row.division_id is not None:
            by_division.setdefault(row.division_id, []).append(row)
    for pk, rows in by_division.items():
        head = organization.find_position(Role.DIVISION_HEAD, rows[0].division)
        capacity = organization.resolve(head, on) if head else None
        if capacity is not None and capacity.user.pk != circulation.started_by_id:
            _tell(circulation, capacity.user, rows, f"division-{pk}:{cause}")
    _tell(circulation, circulation.started_by, missing, f"all:{cause}")


def _tell(circulation: Circulation, user: object, rows: Sequence[Recipient], cause: str) -> None:
    names = ", ".join(row.name for row in rows[:NAMES_IN_A_NOTICE])
    text = _("Not acknowledged by %(count)s: %(title)s – %(names)s") % {
        "count": len(rows),
        "title": circulation.title[:150],
        "names": names + (" …" if len(rows) > NAMES_IN_A_NOTICE else ""),
    }
    notify(
        recipients=[user],
        text=text,
        link=f"/office/circulars/{circulation.public_id}/status/",
        key=f"circular-missing:{circulation.pk}:{cause}",
        email=True,
    )
