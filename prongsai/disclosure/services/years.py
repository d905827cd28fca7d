"""Open a year, publish its page, take it off."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.disclosure import events
from prongsai.disclosure.models import DisclosureYear
from prongsai.disclosure.queries.catalogue import list_openable
from prongsai.disclosure.services.guards import lock_year, require_manager
from prongsai.evidence import entries
from prongsai.thai.fiscal import fiscal_year_of


@transaction.atomic
def open_year(*, actor: Any, fiscal_year: int) -> DisclosureYear:
    """Open a year of the assessment (พ.ศ.). Raises `Refused` without a catalogue, or a second time."""
    require_manager(actor)
    if fiscal_year not in list_openable(fiscal_year_of(timezone.localdate())):
        raise Refused(_("There is no catalogue of this year."), "fiscal_year")
    year, is_new = DisclosureYear.objects.get_or_create(
        fiscal_year=fiscal_year, defaults={"opened_by": actor}
    )
    if not is_new:
        raise Refused(_("This year is open already."), "fiscal_year")
    record(actor=actor, event=events.OPENED, target=year)
    return year


@transaction.atomic
def publish_year(*, actor: Any, year: DisclosureYear) -> DisclosureYear:
    """Show the year's page to everybody; it follows what is changed from now on."""
    require_manager(actor)
    year = lock_year(year)
    if not year.is_public:
        year.published_at, year.published_by = timezone.now(), actor
        year.changed_at = year.published_at
        year.save(update_fields=["published_at", "published_by", "changed_at"])
        entries.changed("disclosure")
        record(actor=actor, event=events.PUBLISHED, target=year)
    return year


@transaction.atomic
def take_year_off(*, actor: Any, year: DisclosureYear) -> DisclosureYear:
    """Take the year's page off the public site; nothing of it is lost.

    Raises `Refused` once a snapshot was taken: what was shown to the assessor stays to be seen.
    """
    require_manager(actor)
    year = lock_year(year)
    if year.snapshots.exists():
        raise Refused(_("A snapshot of this year is public: its page has to stay."))
    if year.is_public:
        year.published_at, year.published_by = None, None
        year.save(update_fields=["published_at", "published_by"])
        entries.changed("disclosure", gone=reverse("public_ita_year", args=[year.fiscal_year]))
        record(actor=actor, event=events.TAKEN_OFF, target=year)
    return year
