"""Writes: public holidays."""

import datetime as dt
from typing import Any

import holidays as holiday_library
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.organization import events
from prongsai.organization.models import Holiday
from prongsai.organization.services.guards import require_manager

HOLIDAY_YEARS_BACK, HOLIDAY_YEARS_AHEAD = 3, 2


@transaction.atomic
def add_holiday(*, actor: Any, date: dt.date, name: str) -> Holiday:
    """Add a public holiday, for example one that the cabinet declared."""
    require_manager(actor)
    if Holiday.objects.filter(date=date).exists():
        raise Refused(_("This day is a holiday already."), "date")
    holiday = Holiday.objects.create(date=date, name=name.strip())
    record(actor=actor, event=events.HOLIDAY_ADDED, target=holiday)
    return holiday


@transaction.atomic
def remove_holiday(*, actor: Any, holiday: Holiday) -> None:
    """Remove a day that is no holiday after all."""
    require_manager(actor)
    record(actor=actor, event=events.HOLIDAY_REMOVED, target=holiday)
    holiday.delete()


@transaction.atomic
def seed_holidays(*, actor: Any) -> int:
    """Fill in the known public holidays around this year; returns how many were new.

    Source: the `holidays` library's calendar of Thailand with substitution days.
    """
    require_manager(actor)
    this_year = timezone.localdate().year
    years = range(this_year - HOLIDAY_YEARS_BACK, this_year + HOLIDAY_YEARS_AHEAD + 1)
    known = holiday_library.country_holidays("TH", years=years, language="th")
    rows = [Holiday(date=date, name=str(name)[:200]) for date, name in sorted(known.items())]
    before = Holiday.objects.count()
    Holiday.objects.bulk_create(rows, ignore_conflicts=True)
    return Holiday.objects.count() - before
