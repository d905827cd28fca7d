"""Writing the addresses of the national system's surveys."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.assessment import events, permissions
from prongsai.assessment.models import SurveyAddress
from prongsai.audit.services import record
from prongsai.common.errors import Refused


@transaction.atomic
def save_addresses(*, actor: Any, year: int, addresses: Mapping[str, str]) -> None:
    """The organisation's own addresses of a year (พ.ศ.) by "IIT" and "EIT"; an empty one goes.

    Raises `Refused` at the field of an address that is none or not encrypted (https).
    """
    if actor is not None and not permissions.may_write(actor):
        raise Refused(_("Only the officer in charge and administrators may do this."))
    for instrument, given in addresses.items():
        address = given.strip()
        own = SurveyAddress.objects.filter(fiscal_year=year, instrument=instrument)
        if not address:
            own.delete()
            continue
        _check(instrument, address)
        SurveyAddress.objects.update_or_create(
            fiscal_year=year, instrument=instrument, defaults={"address": address}
        )
    record(actor=actor, event=events.ADDRESSES_SAVED, data={"year": year})


def _check(instrument: str, address: str) -> None:
    try:
        URLValidator(schemes=["https"])(address)
    except ValidationError as error:
        raise Refused(_("Write a full address that begins with https://"), instrument) from error
    if len(address) > 500 or urlsplit(address).username:
        raise Refused(_("Write a full address that begins with https://"), instrument)
