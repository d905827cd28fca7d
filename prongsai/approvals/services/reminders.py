"""Each morning: documents reach who signs today, and late ones are called to mind."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.approvals.queries import Desk, list_desks, list_running
from prongsai.approvals.services.moving import tell_desk
from prongsai.channels.services import notify
from prongsai.thai.calendar import format_date

EVERY_DAYS = 3


def hand_over_and_remind(*, on: dt.date) -> int:
    """Tell the person who signs today (an acting one from the first day), remind of what is late.

    Returns how many documents were late.
    """
    late = 0
    for desk in list_desks(list_running(), on):
        with transaction.atomic():
            tell_desk(desk.procedure, desk.steps[0], desk.signer)
            late += _remind(desk, on)
    return late


def _remind(desk: Desk, on: dt.date) -> bool:
    due = desk.due_on
    if due is None or on < due or desk.signer is None:
        return False
    text = _("Please sign by %(day)s: %(title)s") % {
        "day": format_date(due, "short"),
        "title": desk.procedure.told_title,
    }
    notify(
        recipients=[desk.signer],
        text=text,
        link=f"/office/approvals/{desk.procedure.public_id}/",
        key=f"desk-late:{desk.steps[0].pk}:{(on - due).days // EVERY_DAYS}",
        email=True,
    )
    return on > due
